import type { CardEvent, CardReader } from '../../../electron/card/index.ts';

type EventOf<Type extends CardEvent['type']> = Extract<CardEvent, { type: Type }>;

/**
 * The next event of a type that fits. Ask before doing what brings it about.
 * @returns null when it does not come in time.
 */
export function nextEvent<Type extends CardEvent['type']>(
  reader: CardReader,
  type: Type,
  limitMs: number,
  fits: (event: EventOf<Type>) => boolean = () => true,
): Promise<EventOf<Type> | null> {
  return new Promise((resolve) => {
    const settle = (event: EventOf<Type> | null) => {
      clearTimeout(limit);
      stopListening();
      resolve(event);
    };
    const limit = setTimeout(() => settle(null), limitMs);
    const stopListening = reader.onEvent((event) => {
      if (event.type === type && fits(event as EventOf<Type>)) settle(event as EventOf<Type>);
    });
  });
}

/** @throws when it does not come in time. */
export async function expectEvent<Type extends CardEvent['type']>(
  ...question: Parameters<typeof nextEvent<Type>>
): Promise<EventOf<Type>> {
  const event = await nextEvent(...question);
  if (!event) throw new Error(`The card reader did not tell "${question[1]}" within ${question[2]} ms.`);
  return event;
}
