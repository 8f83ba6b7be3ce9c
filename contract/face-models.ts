import { z } from 'zod';

/**
 * The manifest of the face models (`resources/face/models.json`): set-up fetches and checks by it, the face
 * engine and the reports name models by it. Another model is another entry.
 */

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

const modelSchema = z.object({
  name: z.string(),
  /** File in the models folder. */
  file: z.string(),
  bytes: z.number().int(),
  sha256: sha256Schema,
  licence: z.string(),
  credit: z.string(),
  /** npm packages it comes from or is built from, as `name@version`. */
  sources: z.array(z.string()).min(1),
});

/** A rate measured on so many comparisons, with its bounds at 95 % confidence (Wilson). */
const measuredRateSchema = z.object({
  what: z.enum(['false-match', 'false-non-match']),
  group: z.string(),
  rate: z.number(),
  n: z.number().int(),
  interval: z.tuple([z.number(), z.number()]),
});

export const faceModelsSchema = z.object({
  landmarks: modelSchema.extend({ points: z.number().int() }),
  comparison: modelSchema.extend({
    /** A picked and aligned face, square, in pixels; each value becomes (value − mean) / scale. */
    input: z.object({
      size: z.number().int(),
      mean: z.number(),
      scale: z.number(),
      channels: z.literal('rgb'),
    }),
    dimensions: z.number().int(),
    /** Cosine similarities with the error rates measured at them. */
    operatingPoints: z.array(
      z.object({
        use: z.enum(['accept', 'look']),
        cosine: z.number(),
        measured: z.array(measuredRateSchema),
        note: z.string(),
      }),
    ),
  }),
});
export type FaceModels = z.infer<typeof faceModelsSchema>;
