import type { Words } from './words.ts';

/** English words of counters where the citizen has a display of their own. */
export const enTwoWindows: Pick<Words, 'staffCover' | 'closed' | 'staffTurn' | 'underWay'> = {
  staffCover: {
    title: "The citizen's details are covered",
    lead: 'Nobody has touched the screen for a while. Staff press to go on with this visit',
    show: 'Show the details',
  },

  closed: {
    title: 'This counter is not open yet',
    lead: 'Please wait for a member of staff. Do not insert your card yet',
  },

  staffTurn: {
    look: 'A member of staff is checking',
    help: 'A member of staff is helping you',
    wait: 'One moment, please. Leave your card in',
    tells: 'They will tell you what comes next',
  },

  underWay: {
    title: 'The citizen is at the other screen',
    yourPart: 'Your part',
    doing: {
      reading: 'The card is being read',
      'card-problem': 'The visit cannot start yet',
      'confirm-identity': 'The citizen is checking their details',
      consent: 'The citizen is reading the request for consent',
      'waiting-photo': 'Consent is given; the photo on the card is being read',
      face: 'The camera is taking the face',
      comparing: 'The faces are being compared',
      saving: 'The visit is being saved and the token made',
      done: "Identity verified; the QR code is on the citizen's screen",
      'done-card-out': "Identity verified; the QR code is on the citizen's screen",
      ended: 'The visit has ended without a token',
    },
    advice: {
      reading: 'One moment. The card stays in',
      'card-problem': 'Put right what the message says; the screen goes on by itself',
      'confirm-identity': 'The citizen answers. If somebody acts for them, press Help the citizen',
      consent:
        'The citizen reads and answers: never answer or press for them. If somebody acts for them, press Help the citizen',
      'waiting-photo': 'One moment. The card stays in',
      face: 'See to light, distance, mask and dark glasses. If it does not go on, press Help the citizen',
      comparing: 'One moment. Next you look yourself',
      saving: 'One moment',
      done: 'Help to scan the code and type the confirmation code, then see that the card is taken',
      'done-card-out':
        'The card is out. Help to scan the code and type the confirmation code before the next person begins',
      ended: 'See that the citizen takes the card',
    },
    help: 'Help the citizen',
    stop: 'Stop the visit',
  },
};
