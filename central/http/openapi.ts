import type { FastifyInstance } from 'fastify';
import { CENTRAL_ROUTES } from '../../contract/index.ts';
import { ERROR_EXAMPLES, OPENAPI_EXAMPLES } from './openapi-examples.ts';

type Media = Record<string, { example?: unknown; schema?: unknown }>;
type Operation = {
  requestBody?: { required?: boolean; content: Media };
  responses?: Record<string, { content?: Media }>;
};
type Document = { paths?: Record<string, Record<string, unknown>> };

/** The OpenAPI document of the running centre, made from the routes' schemas, each with an example. */
export function openApiDocument(app: FastifyInstance): object {
  const document = structuredClone(app.swagger()) as Document;
  for (const [name, { method, path }] of Object.entries(CENTRAL_ROUTES)) {
    const operation = document.paths?.[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
    if (operation) addExamples(operation, OPENAPI_EXAMPLES[name as keyof typeof CENTRAL_ROUTES]);
  }
  return document;
}

function addExamples(
  operation: Operation,
  { body, bodyType = 'application/json', response }: (typeof OPENAPI_EXAMPLES)['health'],
): void {
  if (body !== undefined) {
    const described = Object.values(operation.requestBody?.content ?? {})[0];
    const content = { [bodyType]: { schema: { type: 'string' }, ...described, example: body } };
    operation.requestBody = { required: true, content };
  }
  for (const [status, answer] of Object.entries(operation.responses ?? {})) {
    const example = status.startsWith('2') ? response : ERROR_EXAMPLES[status.charAt(0)];
    for (const media of Object.values(answer.content ?? {})) media.example = example;
  }
}
