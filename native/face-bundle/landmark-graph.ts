import type { ModelExtension, NewOperator, NewTensor } from './tflite.ts';

/**
 * The model `face_landmark_with_attention` answers in six parts: a mesh of 468 points, and finer points for
 * the lips, the two eyes and the two irises. MediaPipe's FaceLandmarker wants one answer of 478 points. So
 * operators are appended that put the parts together as MediaPipe's own graph did outside the model: finer
 * x and y overwrite those of the mesh, and the irises, which have no depth, take the mean depth of their eye.
 */

const MESH_POINTS = 468;
const POINTS = 478;

/** A part's output tensor and how many numbers it holds: x, y, z a point in the mesh, x, y in the others. */
const PARTS = [
  { part: 'mesh', tensor: 'output_mesh_identity', numbers: 3 * MESH_POINTS },
  { part: 'lips', tensor: 'output_lips', numbers: 2 * 80 },
  { part: 'leftEye', tensor: 'output_left_eye', numbers: 2 * 71 },
  { part: 'rightEye', tensor: 'output_right_eye', numbers: 2 * 71 },
  { part: 'leftIris', tensor: 'output_left_iris', numbers: 2 * 5 },
  { part: 'rightIris', tensor: 'output_right_iris', numbers: 2 * 5 },
] as const;
type FinePart = Exclude<(typeof PARTS)[number]['part'], 'mesh'>;

/** Which points of the 478 a part's points are; for an iris also the mesh points whose depth it takes. */
export type Refinement = { indexesMapping: number[]; zRefinement: string | number[] };
export type Refinements = Record<FinePart, Refinement>;

/** Confidence that there is a face: the model's second output, taken over as it is. */
const FACE_FLAG = 'conv_faceflag';
/** The axis along which the outputs' numbers lie: their shape is [1, 1, 1, numbers]. */
const LAST_AXIS = 3;

/** The operators, their tensors and the outputs that replace the model's own. */
export function landmarkGraph(refinements: Refinements): NonNullable<ModelExtension['graph']> {
  const leftEyeDepths = depthIndices(refinements.leftIris);
  const rightEyeDepths = depthIndices(refinements.rightIris);
  const row = (numbers: number): number[] => [1, 1, 1, numbers];

  const allNumbers = PARTS.reduce((sum, { numbers }) => sum + numbers, 0) + 2;
  const order = gatherOrder(refinements);
  const constant = (name: string, values: number[]): NewTensor => ({ name, shape: [values.length], values });

  const tensors: NewTensor[] = [
    constant('idx_zl', leftEyeDepths),
    constant('idx_zr', rightEyeDepths),
    constant('axis3', [LAST_AXIS]),
    constant('idx_all', order),
    { name: 'gl', shape: row(leftEyeDepths.length) },
    { name: 'gr', shape: row(rightEyeDepths.length) },
    { name: 'ml', shape: row(1) },
    { name: 'mr', shape: row(1) },
    { name: 'cat', shape: row(allNumbers) },
    { name: 'landmarks478', shape: row(3 * POINTS) },
  ];
  const operators: NewOperator[] = [
    { kind: 'gather', axis: LAST_AXIS, inputs: ['output_mesh_identity', 'idx_zl'], output: 'gl' },
    { kind: 'gather', axis: LAST_AXIS, inputs: ['output_mesh_identity', 'idx_zr'], output: 'gr' },
    { kind: 'mean', inputs: ['gl', 'axis3'], output: 'ml' },
    { kind: 'mean', inputs: ['gr', 'axis3'], output: 'mr' },
    {
      kind: 'concatenation',
      axis: LAST_AXIS,
      inputs: [...PARTS.map(({ tensor }) => tensor), 'ml', 'mr'],
      output: 'cat',
    },
    { kind: 'gather', axis: LAST_AXIS, inputs: ['cat', 'idx_all'], output: 'landmarks478' },
  ];
  return { tensors, operators, outputs: ['landmarks478', FACE_FLAG] };
}

/** Where in the mesh's numbers the depths are that an iris takes the mean of. */
function depthIndices({ zRefinement }: Refinement): number[] {
  if (typeof zRefinement === 'string') throw new Error('an iris takes its depth from points of the mesh');
  return zRefinement.map((point) => 3 * point + 2);
}

/**
 * For each of the 478 · 3 numbers of the answer, its place among all parts laid end to end, behind which
 * stand the depth of the left and of the right iris.
 */
function gatherOrder(refinements: Refinements): number[] {
  const order = new Array<number>(3 * POINTS).fill(0);
  let start = 0;
  for (const { part, numbers } of PARTS) {
    if (part === 'mesh') for (let index = 0; index < numbers; index += 1) order[index] = start + index;
    else
      refinements[part].indexesMapping.forEach((point, index) => {
        order[3 * point] = start + 2 * index;
        order[3 * point + 1] = start + 2 * index + 1;
      });
    start += numbers;
  }
  for (const point of refinements.leftIris.indexesMapping) order[3 * point + 2] = start;
  for (const point of refinements.rightIris.indexesMapping) order[3 * point + 2] = start + 1;
  return order;
}
