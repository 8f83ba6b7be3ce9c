import { describe, expect, it } from 'vitest';
import { CENTRAL_ROUTES, errorBodySchema } from '../../contract/index.ts';
import { ERROR_EXAMPLES, OPENAPI_EXAMPLES } from './openapi-examples.ts';

type Name = keyof typeof CENTRAL_ROUTES;

describe('the examples of the OpenAPI document', () => {
  it.each(Object.keys(CENTRAL_ROUTES) as Name[])('%s: are what the route takes and answers', (name) => {
    const route = CENTRAL_ROUTES[name];
    const { body, response } = OPENAPI_EXAMPLES[name];
    if ('body' in route) expect(route.body.parse(body)).toEqual(body);
    expect(route.response.parse(response)).toEqual(response);
  });

  it('show refusals in the catalogue’s words', () => {
    for (const example of Object.values(ERROR_EXAMPLES))
      expect(errorBodySchema.parse(example)).toEqual(example);
  });
});
