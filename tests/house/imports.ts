import path from 'node:path';
import { parseSync, Visitor } from 'vite';

export type Import = {
  /** A file of ours, relative to the checkout; else the package or Node module as it is written. */
  target: string;
  ours: boolean;
  /** Gone when types are stripped: knowledge of a shape, no call at run time. */
  typeOnly: boolean;
};

export type Source = {
  imports: Import[];
  /** Strings that name a file of TypeScript, such as the entry of a worker or of another process. */
  namedFiles: string[];
};

/**
 * What one source file imports or re-exports, statically and dynamically.
 * @param file its path relative to the checkout
 */
export function readSource(file: string, text: string): Source {
  const { module, program, errors } = parseSync(file, text);
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`);
  const found = [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      specifier: moduleRequest.value,
      typeOnly: entries.length > 0 && entries.every((entry) => entry.isType),
    })),
    ...module.staticExports
      .flatMap(({ entries }) => entries)
      .flatMap(({ moduleRequest, isType }) =>
        moduleRequest ? [{ specifier: moduleRequest.value, typeOnly: isType }] : [],
      ),
    ...module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
      const literal = /^['"`](?<specifier>[^'"`$]+)['"`]$/.exec(text.slice(start, end));
      return literal?.groups?.specifier ? [{ specifier: literal.groups.specifier, typeOnly: false }] : [];
    }),
  ];
  return {
    imports: found.map(({ specifier, typeOnly }) => ({ ...resolve(file, specifier), typeOnly })),
    namedFiles: namedFiles(program),
  };
}

function resolve(file: string, specifier: string): { target: string; ours: boolean } {
  if (!specifier.startsWith('.')) return { target: specifier, ours: false };
  const [withoutQuery = ''] = specifier.split('?');
  return { target: path.posix.join(path.posix.dirname(file), withoutQuery), ours: true };
}

function namedFiles(program: Parameters<Visitor['visit']>[0]): string[] {
  const names: string[] = [];
  new Visitor({
    Literal({ value }) {
      if (typeof value === 'string' && /\.tsx?$/.test(value)) names.push(path.posix.basename(value));
    },
  }).visit(program);
  return names;
}
