/**
 * The little of FlatBuffers that reading and extending a TensorFlow Lite file needs
 * (https://flatbuffers.dev/internals/): tables whose fields are numbered slots, vectors and strings, all
 * little-endian, all reached by offsets that only point forward.
 */

/** Where a table stands in its file, in bytes. */
export type TableAt = number;

/** Reads tables by slot number; a field that is absent gives 0, '' or []. */
export function readFlatBuffer(file: Buffer) {
  const follow = (at: number): number => at + file.readUInt32LE(at);

  function field(table: TableAt, slot: number): number | null {
    const vtable = table - file.readInt32LE(table);
    const entry = 4 + 2 * slot;
    if (entry + 2 > file.readUInt16LE(vtable)) return null;
    const offset = file.readUInt16LE(vtable + entry);
    return offset === 0 ? null : table + offset;
  }

  function items(table: TableAt, slot: number): number[] {
    const vector = target(table, slot);
    if (vector === null) return [];
    return Array.from({ length: file.readUInt32LE(vector) }, (_, index) => vector + 4 + 4 * index);
  }

  /** What an offset field points at (a vector, a string, a table), as a position in the file. */
  function target(table: TableAt, slot: number): number | null {
    const at = field(table, slot);
    return at === null ? null : follow(at);
  }

  return {
    root: (): TableAt => follow(0),
    target,
    uint32: (table: TableAt, slot: number): number => {
      const at = field(table, slot);
      return at === null ? 0 : file.readUInt32LE(at);
    },
    int32s: (table: TableAt, slot: number): number[] => items(table, slot).map((at) => file.readInt32LE(at)),
    tables: (table: TableAt, slot: number): TableAt[] => items(table, slot).map(follow),
    text: (table: TableAt, slot: number): string => {
      const at = target(table, slot);
      return at === null ? '' : file.toString('utf8', at + 4, at + 4 + file.readUInt32LE(at));
    },
  };
}

type Scalar = { kind: 'int8' | 'uint8' | 'int32' | 'uint32'; value: number };
type Original = { kind: 'original'; at: number };
type Written =
  | { kind: 'text'; text: string }
  | { kind: 'int32s' | 'float32s'; values: readonly number[] }
  | { kind: 'bytes'; bytes: Buffer }
  | { kind: 'list'; items: readonly Thing[] }
  | { kind: 'table'; fields: readonly Field[] };
type Thing = Original | Written;
type Field = { slot: number; value: Scalar | Thing };

export type Node = Thing;

export const int8 = (value: number): Scalar => ({ kind: 'int8', value });
export const uint8 = (value: number): Scalar => ({ kind: 'uint8', value });
export const int32 = (value: number): Scalar => ({ kind: 'int32', value });
export const uint32 = (value: number): Scalar => ({ kind: 'uint32', value });
export const text = (value: string): Node => ({ kind: 'text', text: value });
export const int32s = (values: readonly number[]): Node => ({ kind: 'int32s', values });
export const float32s = (values: readonly number[]): Node => ({ kind: 'float32s', values });
export const bytes = (value: Buffer): Node => ({ kind: 'bytes', bytes: value });
export const list = (items: readonly Node[]): Node => ({ kind: 'list', items });
/** Fields by slot number; those that are undefined are left out. */
export const table = (slots: Readonly<Record<number, Scalar | Node | undefined>>): Node => ({
  kind: 'table',
  fields: Object.entries(slots).flatMap(([slot, value]) => (value ? [{ slot: Number(slot), value }] : [])),
});
/** A thing of the file that the written bytes are put in front of. */
export const original = (at: number): Node => ({ kind: 'original', at });

const isScalar = (value: Scalar | Thing): value is Scalar => 'value' in value;

/** The data of a `bytes` node stands on such a boundary: what weights and constants are aligned to. */
const DATA_ALIGNMENT = 16;

/**
 * Writes the tree under `root`. Every thing stands behind the one that points to it, because offsets are
 * unsigned; `original` things stand behind them all, in the file that is appended.
 *
 * @param identifier the four letters of the file's schema
 * @param originalAlignment length of the result is a multiple of it, so that the appended file keeps its own
 */
export function writeFlatBuffer(root: Node, identifier: string, originalAlignment = 1): Buffer {
  const chunks: { at: number; chunk: Buffer }[] = [];
  const pointers: { at: number; to: Thing }[] = [{ at: 0, to: root }];
  const places = new Map<Thing, number>();
  // The root offset and the identifier come first.
  let length = 8;

  function align(alignment: number, remainder = 0): void {
    while (length % alignment !== remainder) length += 1;
  }
  function put(chunk: Buffer): number {
    const at = length;
    chunks.push({ at, chunk });
    length += chunk.length;
    return at;
  }

  function placeVector(thing: Exclude<Written, { kind: 'table' }>): void {
    if (thing.kind === 'bytes') align(DATA_ALIGNMENT, DATA_ALIGNMENT - 4);
    else align(4);
    const at = put(vector(thing));
    places.set(thing, at);
    if (thing.kind !== 'list') return;
    for (const [index, to] of thing.items.entries()) pointers.push({ at: at + 4 + 4 * index, to });
  }

  function placeTable(thing: Extract<Written, { kind: 'table' }>): void {
    const { vtable, body, children } = layOutTable(thing.fields);
    align(2);
    const vtableAt = put(vtable);
    align(4);
    body.writeInt32LE(length - vtableAt, 0);
    const at = put(body);
    places.set(thing, at);
    for (const { offset, to } of children) pointers.push({ at: at + offset, to });
  }

  for (let next = 0; next < pointers.length; next += 1) {
    const to = pointers[next]?.to;
    if (!to || to.kind === 'original' || places.has(to)) continue;
    if (to.kind === 'table') placeTable(to);
    else placeVector(to);
  }
  align(originalAlignment);

  const file = Buffer.alloc(length);
  for (const { at, chunk } of chunks) chunk.copy(file, at);
  file.write(identifier, 4, 'latin1');
  for (const { at, to } of pointers) {
    const target = to.kind === 'original' ? length + to.at : (places.get(to) ?? 0);
    file.writeUInt32LE(target - at, at);
  }
  return file;
}

function vector(thing: Exclude<Written, { kind: 'table' }>): Buffer {
  if (thing.kind === 'bytes') return Buffer.concat([uint32Bytes(thing.bytes.length), thing.bytes]);
  if (thing.kind === 'text') {
    const characters = Buffer.from(thing.text);
    return Buffer.concat([uint32Bytes(characters.length), characters, Buffer.alloc(1)]);
  }
  const count = thing.kind === 'list' ? thing.items.length : thing.values.length;
  const chunk = Buffer.alloc(4 + 4 * count);
  chunk.writeUInt32LE(count, 0);
  // The items of a list are offsets, written once everything has its place.
  const values = thing.kind === 'list' ? [] : thing.values;
  for (const [index, value] of values.entries()) {
    if (thing.kind === 'int32s') chunk.writeInt32LE(value, 4 + 4 * index);
    else chunk.writeFloatLE(value, 4 + 4 * index);
  }
  return chunk;
}

function uint32Bytes(value: number): Buffer {
  const chunk = Buffer.alloc(4);
  chunk.writeUInt32LE(value);
  return chunk;
}

/** Wide fields first, then the single bytes, so that all wide ones are aligned without padding. */
function layOutTable(fields: readonly Field[]) {
  const isByte = ({ value }: Pick<Field, 'value'>) => value.kind === 'int8' || value.kind === 'uint8';
  const wide = fields.filter((field) => !isByte(field));
  const narrow = fields.filter(isByte);

  const slotCount = Math.max(-1, ...fields.map(({ slot }) => slot)) + 1;
  const vtable = Buffer.alloc(4 + 2 * slotCount);
  const body = Buffer.alloc(4 + 4 * wide.length + narrow.length);
  vtable.writeUInt16LE(vtable.length, 0);
  vtable.writeUInt16LE(body.length, 2);

  const children: { offset: number; to: Thing }[] = [];
  let offset = 4;
  for (const { slot, value } of [...wide, ...narrow]) {
    vtable.writeUInt16LE(offset, 4 + 2 * slot);
    if (!isScalar(value)) children.push({ offset, to: value });
    else if (value.kind === 'uint32') body.writeUInt32LE(value.value, offset);
    else if (value.kind === 'int32') body.writeInt32LE(value.value, offset);
    else body.writeUInt8(value.value & 0xff, offset);
    offset += isByte({ value }) ? 1 : 4;
  }
  return { vtable, body, children };
}
