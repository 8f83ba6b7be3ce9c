import { describe, expect, it } from 'vitest';
import { runTool } from './run-tool.ts';

describe('the linter', () => {
  it('finds nothing to say about format or code', () => {
    const { status, output } = runTool('@biomejs/biome', 'biome', [
      'check',
      '--colors=off',
      '--error-on-warnings',
      '.',
    ]);
    expect(status, output).toBe(0);
  });
});
