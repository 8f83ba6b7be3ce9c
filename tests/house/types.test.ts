import { describe, expect, it } from 'vitest';
import { runTool } from './run-tool.ts';

describe('the types', () => {
  it.for(['tsconfig.json', 'renderer/tsconfig.json'])('%s has no errors', (project) => {
    expect(runTool('typescript', 'tsc', ['--noEmit', '--pretty', 'false', '-p', project])).toEqual({
      status: 0,
      output: '',
    });
  });
});
