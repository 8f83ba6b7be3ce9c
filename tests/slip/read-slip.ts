import { readFile } from 'node:fs/promises';
import { extractText, getDocumentProxy } from 'unpdf';

const MM_PER_POINT = 25.4 / 72;

export type ReadSlip = { text: string; pages: number; widthMm: number; heightMm: number };

/** What stands on a slip. @param file a PDF */
export async function readSlip(file: string): Promise<ReadSlip> {
  const pdf = await getDocumentProxy(new Uint8Array(await readFile(file)));
  const { text, totalPages } = await extractText(pdf, { mergePages: true });
  const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 });
  return { text, pages: totalPages, widthMm: width * MM_PER_POINT, heightMm: height * MM_PER_POINT };
}
