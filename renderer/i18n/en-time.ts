import type { Words } from './words.ts';

/** English words for who needs longer, and for who may have walked away. */
export const enTime: Pick<Words, 'moreTime' | 'cover'> = {
  moreTime: {
    title: 'Do you need more time?',
    lead: {
      visit: (seconds) => `The visit ends by itself in ${seconds} seconds. Nothing of yours is kept.`,
      face: (seconds) => `In ${seconds} seconds we ask for another movement, or staff help you.`,
      camera: (seconds) => `If the camera is not back in ${seconds} seconds, staff will go on with you.`,
      qr: (seconds) => `The code leaves the screen in ${seconds} seconds.`,
    },
    more: 'More time, please',
  },

  cover: {
    title: 'We have covered your details',
    lead: 'Press the button to go on',
    show: 'Show them',
    soon: 'Are you still there?',
    soonLead: (seconds) => `Your details are covered in ${seconds} seconds.`,
    stay: 'I am still here',
  },
};
