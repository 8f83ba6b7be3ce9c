import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type SampleCitizen, sampleCitizenSchema } from '../../contract/index.ts';
import { fingerprint, inCache, inProject, workFolder } from '../setup/index.ts';
import { SAMPLE_FACES, type SampleFace } from './faces.ts';
import type { RenderJob, Sitter } from './host.ts';
import { renderInElectron } from './render.ts';

const citizensDir = inProject('resources', 'samples');
const samplesDir = inCache('samples');
const photosDir = inProject('node_modules', '@vladmandic', 'face-api', 'demo');
const madeOfFile = join(samplesDir, 'made-of.txt');
const FILES = ['card.json', 'photo.jpg', 'clip.mjpeg'];

/**
 * The step of set-up that makes the sample citizens in `.cache/samples/<id>/`: `card.json` for the virtual card,
 * `photo.jpg` for its chip, `clip.mjpeg` for the camera. The people are invented; the pictures are made from the
 * photos of a development dependency and never leave the cache.
 */
export const samples = {
  isReady(): boolean {
    return missingIds().length === 0;
  },

  async prepare(log: (line: string) => void): Promise<void> {
    const missing = missingIds();
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
      writeFileSync(madeOfFile, sources());
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

/** Those of whom a file is missing; everybody when a description or the way of drawing is another than it was. */
function missingIds(): string[] {
  const sameSources = existsSync(madeOfFile) && readFileSync(madeOfFile, 'utf8') === sources();
  const isWhole = (id: string) => FILES.every((file) => existsSync(join(samplesDir, id, file)));
  return citizenIds().filter((id) => !(sameSources && isWhole(id)));
}

function sources(): string {
  return fingerprint([citizensDir, inProject('native', 'samples')]);
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
