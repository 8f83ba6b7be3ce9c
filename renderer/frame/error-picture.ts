import type { ErrorCode } from '../../contract/index.ts';
import type { PictureName } from '../ui/index.ts';

const PICTURE_OF: Partial<Record<ErrorCode, PictureName>> = {
  CARD_MUTE: 'card-turn',
  CARD_REMOVED: 'card-in',
  CARD_NOT_THAI_ID: 'card-wrong',
  CARD_EXPIRED: 'card-wrong',
  CARD_DATA_INVALID: 'card-wrong',
  CARD_PHOTO_UNREADABLE: 'card-wrong',
  READER_BUSY: 'reader-trouble',
  READER_MISSING: 'reader-trouble',
  READER_NOT_ALLOWED: 'reader-trouble',
  PCSC_STOPPED: 'reader-trouble',
  CAMERA_MISSING: 'camera-trouble',
  CAMERA_BUSY: 'camera-trouble',
  CAMERA_DENIED: 'camera-trouble',
  CAMERA_VIRTUAL: 'camera-trouble',
  CAMERA_NOT_ALLOWED: 'camera-trouble',
  FACE_NOT_FOUND: 'look-straight',
  FACE_SEVERAL: 'one-person',
  REPRESENTED: 'staff',
  HELP_WANTED: 'staff',
  FACE_NO_MATCH: 'staff',
  FACE_NOT_LIVE: 'staff',
  FACE_TIMEOUT: 'look-straight',
  FACE_RETRY_LATER: 'staff',
  OPERATOR_REFUSED: 'staff',
  SIGN_IN_REQUIRED: 'staff',
  SIGN_IN_LOCKED: 'padlock',
  VISIT_TIMEOUT: 'card-out',
  VISIT_CANCELLED: 'card-out',
  IDENTITY_DENIED: 'card-out',
  VAULT_LOCKED: 'padlock',
  VAULT_RECOVERABLE: 'padlock',
  OUTBOX_FROZEN: 'network',
  OUTBOX_TOO_OLD: 'network',
  CENTRE_UNREACHABLE: 'network',
  CENTRE_BUSY: 'network',
  DEVICE_UNKNOWN: 'network',
  DEVICE_REVOKED: 'network',
};

/** The drawing that goes with an error; where none tells it better, the general one. */
export function pictureOfError(code: ErrorCode): PictureName {
  return PICTURE_OF[code] ?? 'trouble';
}
