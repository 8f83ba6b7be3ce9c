import type { Words } from './words.ts';

/** English words in front of the camera, and of what a supervisor decides when it does not work out. */
export const enFace: Pick<Words, 'face' | 'guidance' | 'supervise' | 'cameraChoice'> = {
  face: {
    progress: (done, total) => `${done} of ${total} done`,
    cameraStarting: 'Starting the camera',
    comeBack: 'When you are ready, look at the camera again: it goes on by itself',
    videoLabel: 'Your picture from the camera',
    again: (attempt) => `Try ${attempt}`,
    cameraLost: 'One moment: the camera is not working',
    cameraGoesOn: 'This goes on by itself as soon as the camera works',
  },

  guidance: {
    'look-straight': 'Look at the camera, face inside the frame',
    'hold-still': 'Very good. Hold still for a moment',
    closer: 'A little closer',
    further: 'A little further back',
    centre: 'Move your face to the middle of the frame',
    'one-person': 'One person at a time, please',
    'too-dark': 'Too dark. Staff will help with the light',
    'too-bright': 'Too bright. Staff will help with the light',
    'uneven-light': 'Light from one side only. Please turn towards the light',
    'no-mask': 'Please take off your mask for a moment',
    'no-dark-glasses': 'Please take off your dark glasses for a moment',
    'open-eyes': 'Please open your eyes and look at the camera',
    'close-mouth': 'Please close your mouth gently',
    'turn-left': 'Turn slowly to your left',
    'turn-right': 'Turn slowly to your right',
    'look-up': 'Look up a little',
    blink: 'Blink your eyes',
    'open-mouth': 'Open and close your mouth',
    'well-done': 'Well done',
  },

  supervise: {
    title: 'The supervisor decides',
    retry: 'Allow another try, because',
    retryReason: {
      light: 'the light or the seat was changed',
      camera: 'the camera was adjusted',
      help: 'somebody has explained it to the citizen',
    },
    exception: 'Confirm instead of the machine, because',
    exceptionReason: {
      'photo-unreadable': "the card's photo can't be used",
      'face-injured': 'the face is injured or has changed',
      'cannot-follow': "the citizen can't do the movements",
      'match-by-eye': 'it is the same person to the eye',
      'no-camera': 'the camera does not work and it is the same person to the eye',
    },
    level: (level) => `level ${level}`,
    nobody: 'No other supervisor is known to this device',
    enter: 'Approve',
    close: 'Close',
  },

  cameraChoice: {
    label: 'Choose the camera',
    reasons: {
      CAMERA_VIRTUAL: 'virtual camera, not allowed',
      CAMERA_NOT_ALLOWED: 'not allowed at this facility',
    },
    locked: 'laid down by IT',
  },
};
