import {
  bytes,
  float32s,
  int8,
  int32,
  int32s,
  list,
  type Node,
  original,
  readFlatBuffer,
  table,
  text,
  uint8,
  uint32,
  writeFlatBuffer,
} from './flatbuffer.ts';

/**
 * Extends a TensorFlow Lite model without touching its bytes: the new tables are put in front of the file and
 * point into it. Slot numbers are those of TensorFlow's `schema.fbs` (version 3) and `metadata_schema.fbs`.
 */

const MODEL = {
  version: 0,
  operatorCodes: 1,
  subgraphs: 2,
  description: 3,
  buffers: 4,
  metadata: 6,
} as const;
const SUBGRAPH = { tensors: 0, inputs: 1, outputs: 2, operators: 3, name: 4 } as const;
const TENSOR = { shape: 0, type: 1, buffer: 2, name: 3 } as const;
const OPERATOR = { code: 0, inputs: 1, outputs: 2, optionsType: 3, options: 4 } as const;
const OPERATOR_CODE = { deprecatedCode: 0, version: 2, code: 3 } as const;
const BUFFER = { data: 0 } as const;
const METADATA = { name: 0, buffer: 1 } as const;

const TENSOR_TYPE = { float32: 0, int32: 2 } as const;
const METADATA_NAME = 'TFLITE_METADATA';
/** Weights of the models at hand are aligned to so many bytes. */
const WEIGHT_ALIGNMENT = 64;

/** A tensor to add; one with `values` is a constant. Shape as TensorFlow Lite has it. */
export type NewTensor = { name: string; shape: number[]; values?: readonly number[] };

/** A tensor by its name: one of the model's own or a new one. */
type TensorName = string;

export type NewOperator =
  | { kind: 'gather'; axis: number; inputs: [TensorName, TensorName]; output: TensorName }
  | { kind: 'mean'; inputs: [TensorName, TensorName]; output: TensorName }
  | { kind: 'concatenation'; axis: number; inputs: TensorName[]; output: TensorName };

/** Builtin operator number, the number of its options' table, and that table. */
function describeOperator(operator: NewOperator): { code: number; optionsType: number; options: Node } {
  switch (operator.kind) {
    case 'gather':
      return { code: 36, optionsType: 23, options: table({ 0: int32(operator.axis) }) };
    case 'mean':
      // keep_dims, so that the mean can be concatenated with the rest
      return { code: 40, optionsType: 27, options: table({ 0: uint8(1) }) };
    case 'concatenation':
      return { code: 2, optionsType: 10, options: table({ 0: int32(operator.axis) }) };
  }
}

export type ModelExtension = {
  /** Written into the model's metadata; MediaPipe refuses a model without them. */
  metadata: { name: string; license: string; mean: number; std: number };
  /** What runs after the model's own operators; none leaves the graph as it is. */
  graph?: { tensors: NewTensor[]; operators: NewOperator[]; outputs: TensorName[] };
};

/** @returns the extended model as the bytes of a `.tflite` file */
export function extendModel(model: Buffer, { metadata, graph }: ModelExtension): Buffer {
  const read = readFlatBuffer(model);
  const root = read.root();
  /** A part of the original model, taken over as it is. */
  const keep = (slot: number): Node | undefined => {
    const at = read.target(root, slot);
    return at === null ? undefined : original(at);
  };

  const newBuffers: Node[] = [];
  const firstNewBuffer = read.tables(root, MODEL.buffers).length;
  const addBuffer = (data: Buffer): number => {
    newBuffers.push(table({ [BUFFER.data]: bytes(data) }));
    return firstNewBuffer + newBuffers.length - 1;
  };

  const extended = graph && extendGraph(model, graph, addBuffer);
  const metadataBuffer = addBuffer(imageMetadata(metadata));
  const otherMetadata = read
    .tables(root, MODEL.metadata)
    .filter((entry) => read.text(entry, METADATA.name) !== METADATA_NAME);

  const newRoot = table({
    [MODEL.version]: uint32(read.uint32(root, MODEL.version)),
    [MODEL.operatorCodes]: extended?.operatorCodes ?? keep(MODEL.operatorCodes),
    [MODEL.subgraphs]: extended?.subgraphs ?? keep(MODEL.subgraphs),
    [MODEL.description]: keep(MODEL.description),
    [MODEL.buffers]: list([...read.tables(root, MODEL.buffers).map(original), ...newBuffers]),
    [MODEL.metadata]: list([
      ...otherMetadata.map(original),
      table({ [METADATA.name]: text(METADATA_NAME), [METADATA.buffer]: uint32(metadataBuffer) }),
    ]),
  });
  return Buffer.concat([writeFlatBuffer(newRoot, 'TFL3', WEIGHT_ALIGNMENT), model]);
}

/** The one subgraph with the new tensors and operators behind its own, and the list of operator codes. */
function extendGraph(
  model: Buffer,
  graph: NonNullable<ModelExtension['graph']>,
  addBuffer: (data: Buffer) => number,
): { operatorCodes: Node; subgraphs: Node } {
  const read = readFlatBuffer(model);
  const root = read.root();
  const [subgraph] = read.tables(root, MODEL.subgraphs);
  if (subgraph === undefined) throw new Error('the model has no subgraph');

  const ownTensors = read.tables(subgraph, SUBGRAPH.tensors);
  const names = [
    ...ownTensors.map((tensor) => read.text(tensor, TENSOR.name)),
    ...graph.tensors.map((tensor) => tensor.name),
  ];
  const numberOf = (name: TensorName): number => {
    const index = names.indexOf(name);
    if (index < 0) throw new Error(`the model has no tensor ${name}`);
    return index;
  };

  const newTensors = graph.tensors.map(({ name, shape, values }) =>
    table({
      [TENSOR.shape]: int32s(shape),
      [TENSOR.type]: int8(values ? TENSOR_TYPE.int32 : TENSOR_TYPE.float32),
      // Buffer 0 is the empty one: the tensor is computed.
      [TENSOR.buffer]: uint32(values ? addBuffer(int32Bytes(values)) : 0),
      [TENSOR.name]: text(name),
    }),
  );

  const ownCodes = read.tables(root, MODEL.operatorCodes);
  const newCodes = [...new Set(graph.operators.map((operator) => describeOperator(operator).code))];
  const newOperators = graph.operators.map((operator) => {
    const { code, optionsType, options } = describeOperator(operator);
    return table({
      [OPERATOR.code]: uint32(ownCodes.length + newCodes.indexOf(code)),
      [OPERATOR.inputs]: int32s(operator.inputs.map(numberOf)),
      [OPERATOR.outputs]: int32s([numberOf(operator.output)]),
      [OPERATOR.optionsType]: uint8(optionsType),
      [OPERATOR.options]: options,
    });
  });

  return {
    operatorCodes: list([
      ...ownCodes.map(original),
      ...newCodes.map((code) =>
        table({
          [OPERATOR_CODE.deprecatedCode]: int8(code),
          [OPERATOR_CODE.version]: int32(1),
          [OPERATOR_CODE.code]: int32(code),
        }),
      ),
    ]),
    subgraphs: list([
      table({
        [SUBGRAPH.tensors]: list([...ownTensors.map(original), ...newTensors]),
        [SUBGRAPH.inputs]: int32s(read.int32s(subgraph, SUBGRAPH.inputs)),
        [SUBGRAPH.outputs]: int32s(graph.outputs.map(numberOf)),
        [SUBGRAPH.operators]: list([
          ...read.tables(subgraph, SUBGRAPH.operators).map(original),
          ...newOperators,
        ]),
        [SUBGRAPH.name]: text('main'),
      }),
    ]),
  };
}

function int32Bytes(values: readonly number[]): Buffer {
  const data = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) data.writeInt32LE(value, 4 * index);
  return data;
}

/** Says that the input is an RGB picture of which each value becomes (value − mean) / std. */
function imageMetadata({ name, license, mean, std }: ModelExtension['metadata']): Buffer {
  const rgb = table({ 0: int8(1) });
  const normalisation = table({ 0: float32s([mean]), 1: float32s([std]) });
  const input = table({
    0: text('image'),
    3: table({ 0: uint8(2), 1: rgb }),
    4: list([table({ 0: uint8(1), 1: normalisation })]),
  });
  const metadata = table({
    0: text(name),
    3: list([table({ 2: list([input]) })]),
    5: text(license),
    7: text('1.0.0'),
  });
  return writeFlatBuffer(metadata, 'M001');
}
