import { crc32 } from 'node:zlib';

/** Stored entries start on such a boundary: MediaPipe maps them into memory as they are. */
const ALIGNMENT = 4;
const LOCAL_HEADER_BYTES = 30;
const CENTRAL_HEADER_BYTES = 46;
const VERSION = 20;
/** 1 January 1980: always the same, so that the same input gives the same bytes. */
const DOS_DATE = 0x21;
/** Identifier of an extra field that nobody interprets; it holds the padding. */
const PADDING_FIELD = 0xffff;

/** A zip of uncompressed entries (PKWARE APPNOTE 6.3, 4.3), byte for byte the same for the same input. */
export function zipStored(entries: readonly { name: string; data: Buffer }[]): Buffer {
  const body: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data } of entries) {
    const nameBytes = Buffer.from(name);
    const padding = paddingField(offset + LOCAL_HEADER_BYTES + nameBytes.length);
    const checksum = crc32(data);

    const local = Buffer.alloc(LOCAL_HEADER_BYTES);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(VERSION, 4);
    writeCommonFields(local, 10);
    local.writeUInt16LE(padding.length, 28);
    body.push(local, nameBytes, padding, data);

    const central = Buffer.alloc(CENTRAL_HEADER_BYTES);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(VERSION, 4);
    central.writeUInt16LE(VERSION, 6);
    writeCommonFields(central, 12);
    central.writeUInt32LE(offset, 42);
    directory.push(central, nameBytes);

    offset += local.length + nameBytes.length + padding.length + data.length;

    /** From the time field on, both headers are the same down to the name's length. */
    function writeCommonFields(header: Buffer, at: number): void {
      header.writeUInt16LE(DOS_DATE, at + 2);
      header.writeUInt32LE(checksum, at + 4);
      header.writeUInt32LE(data.length, at + 8);
      header.writeUInt32LE(data.length, at + 12);
      header.writeUInt16LE(nameBytes.length, at + 16);
    }
  }

  const directoryBytes = directory.reduce((sum, chunk) => sum + chunk.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directoryBytes, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...body, ...directory, end]);
}

/** An extra field that brings what follows it to the boundary; empty when it stands there already. */
function paddingField(offset: number): Buffer {
  const missing = (ALIGNMENT - (offset % ALIGNMENT)) % ALIGNMENT;
  if (missing === 0) return Buffer.alloc(0);
  const field = Buffer.alloc(4 + missing);
  field.writeUInt16LE(PADDING_FIELD, 0);
  field.writeUInt16LE(missing, 2);
  return field;
}
