import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { type SampleCitizen, sampleCitizenSchema } from '../../contract/index.ts';
import { inCache, inProject, workFolder } from '../setup/index.ts';
import { SAMPLE_FACES, type SampleFace } from './faces.ts';
import type { RenderJob, Sitter } from './host.ts';
import { renderInElectron } from './render.ts';

const citizensDir = inProject('resources', 'samples');
const samplesDir = inCache('samples');
const photosDir = inProject('node_modules', '@vladmandic', 'face-api', 'demo');
const FILES = ['card.json', 'photo.jpg', 'clip.mjpeg'];

/**
 * The step of set-up that makes the sample citizens in `.cache/samples/<id>/`: `card.json` for the virtual card,
 * `photo.jpg` for its chip, `clip.mjpeg` for the camera. The people are invented; the pictures are made from the
 * photos of a development dependency and never leave the cache.
 */
export const samples = {
  isReady(): boolean {
    return citizenIds().every((id) => isWhole(id));
  },

  async prepare(log: (line: string) => void): Promise<void> {
    const missing = citizenIds().filter((id) => !isWhole(id));
    log(`rendering ${missing.length} sample citizens`);
    const work = workFolder('samples');
    try {
      await renderInElectron(missing.flatMap((id) => jobsFor(readCitizen(id), prepareFolder(work, id))));
      mkdirSync(samplesDir, { recursive: true });
      for (const id of missing) {
        const { cardFace: _card, clipFace: _clip, cardBlend: _blend, note: _note, ...card } = readCitizen(id);
        writeFileSync(join(work, id, 'card.json'), `${JSON.stringify(card, null, 2)}\n`);
        rmSync(join(samplesDir, id), { recursive: true, force: true });
        renameSync(join(work, id), join(samplesDir, id));
      }
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  },
};

function citizenIds(): string[] {
  return readdirSync(citizensDir)
    .filter((file) => file.endsWith('.json'))
    .map((file) => basename(file, '.json'));
}

/** Whether all files are there and none is older than the citizen's description. */
function isWhole(id: string): boolean {
  const describedMs = statSync(join(citizensDir, `${id}.json`)).mtimeMs;
  return FILES.every((file) => {
    const path = join(samplesDir, id, file);
    return existsSync(path) && statSync(path).mtimeMs >= describedMs;
  });
}

function readCitizen(id: string): SampleCitizen {
  return sampleCitizenSchema.parse(JSON.parse(readFileSync(join(citizensDir, `${id}.json`), 'utf8')));
}

function prepareFolder(work: string, id: string): string {
  mkdirSync(join(work, id));
  return join(work, id);
}

function jobsFor({ cardFace, clipFace, cardBlend }: SampleCitizen, folder: string): RenderJob[] {
  const sitter = (name: string): Sitter => {
    const face = faceNamed(name);
    return { face, source: join(photosDir, face.photo) };
  };
  const blend = cardBlend ? { ...sitter(cardBlend.face), share: cardBlend.share } : null;
  return [
    { kind: 'photo', ...sitter(cardFace), blend, target: join(folder, 'photo.jpg') },
    { kind: 'clip', ...sitter(clipFace), target: join(folder, 'clip.mjpeg') },
  ];
}

function faceNamed(name: string): SampleFace {
  const face = SAMPLE_FACES[name];
  if (!face) throw new Error(`there is no sample face ${name}`);
  return face;
}
