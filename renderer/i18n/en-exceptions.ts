import type { Words } from './words.ts';

/** English words of what goes another way. */
export const enExceptions: Pick<Words, 'callStaff' | 'approval' | 'cardHelp' | 'refer'> = {
  callStaff: 'Call staff',

  approval: {
    expired: 'The card has expired',
    expiredAdvice: 'Ask for the evidence. A supervisor may let the visit go on for a reason from the list.',
    represented: 'Somebody acts for the citizen',
    whoseCard: 'Whose card is in the reader?',
    ofCitizen: "The citizen's",
    ofRepresentative: "The representative's",
    wrongCard:
      "End the visit and insert the citizen's own card. Who has no ID card yet can't be identified here.",
    relation: 'Who is the representative?',
    relations: {
      parent: 'Father or mother',
      guardian: 'Legal guardian',
      family: 'Family',
      carer: 'Carer',
    },
    name: "The representative's full name",
    back: 'Back to the citizen',
    ask: 'Supervisor approves',
    reason: 'Let the visit go on, because',
    reasons: {
      'renewal-receipt': 'the receipt for the new card was shown',
      'valid-for-life': 'the card was valid on the seventieth birthday',
      child: 'the citizen is a minor; who has parental power consents',
      'cannot-decide': "the citizen can't decide and has a legal guardian",
      'needs-help': 'the citizen decides; somebody presses for them',
    },
    atMost: (level) => `level ${level} at most`,
  },

  cardHelp: {
    title: 'Help with the card',
    steps: [
      'Wipe the chip with a dry cloth and insert the card again, chip first.',
      'Try another card. If that one can be read, it is this card.',
      'If none can be read, check the cable of the reader and tell IT.',
    ],
    noLevel:
      'Without the chip no token of any level is issued. The district office makes the citizen a new card.',
    retry: 'Read the card again',
    end: 'Back to the start',
  },

  refer: {
    open: 'Leave to a supervisor',
    title: 'Leave this visit to a supervisor, because',
    lead: 'The visit ends without a token and goes on the list of what waits for a supervisor.',
    reasons: {
      'chip-damaged': "the card's chip is damaged",
      'document-missing': 'a document is missing',
      'no-supervisor': 'no supervisor is here now',
    },
    enter: 'Leave it',
    close: 'Close',
  },
};
