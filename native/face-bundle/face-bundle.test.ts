import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { list, original, readFlatBuffer, table, text, uint8, uint32, writeFlatBuffer } from './flatbuffer.ts';
import { landmarkGraph } from './landmark-graph.ts';
import { extendModel, type NewOperator } from './tflite.ts';
import { zipStored } from './zip.ts';

describe('flat buffers', () => {
  it('reads back what it wrote, absent fields as zero', () => {
    const file = writeFlatBuffer(
      table({ 0: uint32(7), 2: text('mesh'), 3: list([table({ 1: uint8(9) })]) }),
      'TEST',
    );
    const read = readFlatBuffer(file);
    expect(read.uint32(read.root(), 0)).toBe(7);
    expect(read.uint32(read.root(), 1)).toBe(0);
    expect(read.text(read.root(), 2)).toBe('mesh');
    expect(read.tables(read.root(), 3)).toHaveLength(1);
    expect(read.tables(read.root(), 4)).toEqual([]);
    expect(file.toString('latin1', 4, 8)).toBe('TEST');
  });

  it('points into the file it is put in front of', () => {
    const old = writeFlatBuffer(table({ 0: text('weights') }), 'TEST', 64);
    const oldText = readFlatBuffer(old).target(readFlatBuffer(old).root(), 0) ?? 0;
    const file = Buffer.concat([writeFlatBuffer(table({ 5: original(oldText) }), 'TEST', 64), old]);
    expect(readFlatBuffer(file).text(readFlatBuffer(file).root(), 5)).toBe('weights');
    expect((file.length - old.length) % 64).toBe(0);
  });
});

describe('an extended model', () => {
  it('keeps the original bytes at its end and refuses a tensor that is not there', () => {
    const tensor = table({ 3: text('out') });
    const model = writeFlatBuffer(
      table({
        0: uint32(3),
        1: list([]),
        2: list([table({ 0: list([tensor]), 3: list([]) })]),
        4: list([table({})]),
      }),
      'TFL3',
    );
    const metadata = { name: 'test', license: 'MIT', mean: 0, std: 255 };
    const extended = extendModel(model, { metadata });
    expect(extended.subarray(-model.length).equals(model)).toBe(true);
    expect(readFlatBuffer(extended).tables(readFlatBuffer(extended).root(), 6)).toHaveLength(1);

    const mean: NewOperator = { kind: 'mean', inputs: ['out', 'nothing'], output: 'out' };
    const graph = { tensors: [], operators: [mean], outputs: ['out'] };
    expect(() => extendModel(model, { metadata, graph })).toThrow('no tensor nothing');
  });
});

describe('the landmark graph', () => {
  const none = { indexesMapping: [], zRefinement: [] };

  it('takes the finer x and y of a part and leaves the depth of the mesh', () => {
    const graph = landmarkGraph({
      lips: { indexesMapping: [61], zRefinement: 'none' },
      leftEye: none,
      rightEye: none,
      leftIris: none,
      rightIris: none,
    });
    const order = graph.tensors.find(({ name }) => name === 'idx_all')?.values ?? [];
    expect(order).toHaveLength(478 * 3);
    // The lips follow the mesh's 1404 numbers.
    expect(order.slice(3 * 61, 3 * 61 + 3)).toEqual([1404, 1405, 3 * 61 + 2]);
    expect(order.slice(3 * 60, 3 * 60 + 3)).toEqual([180, 181, 182]);
  });

  it('gives an iris the mean depth of its eye', () => {
    const graph = landmarkGraph({
      lips: none,
      leftEye: none,
      rightEye: none,
      leftIris: { indexesMapping: [468], zRefinement: [33, 133] },
      rightIris: none,
    });
    const values = (tensor: string) => graph.tensors.find(({ name }) => name === tensor)?.values;
    expect(values('idx_zl')).toEqual([3 * 33 + 2, 3 * 133 + 2]);
    const allPartsNumbers = 1404 + 160 + 142 + 142 + 10 + 10;
    expect(values('idx_all')?.[3 * 468 + 2]).toBe(allPartsNumbers);
  });
});

describe('a stored zip', () => {
  it('holds every entry uncompressed, aligned, with its checksum, and is the same each time', () => {
    const entries = ['a', 'bb', 'ccc'].map((name) => ({ name, data: Buffer.from(`data of ${name}`) }));
    const zip = zipStored(entries);
    expect(zip.equals(zipStored(entries))).toBe(true);
    expect(zip.readUInt32LE(0)).toBe(0x04034b50);
    expect(zip.readUInt16LE(zip.length - 12)).toBe(3);
    for (const { data } of entries) {
      expect(zip.indexOf(data) % 4).toBe(0);
      const checksum = Buffer.alloc(4);
      checksum.writeUInt32LE(crc32(data));
      expect(zip.includes(checksum)).toBe(true);
    }
  });
});
