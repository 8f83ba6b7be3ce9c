import { type ReactNode, useEffect, useState } from 'react';
import { useWords } from '../i18n/index.ts';
import { Picture, Title, WithPicture } from '../ui/index.ts';
import { CitizenScreen } from './citizen-screen.tsx';

const SIGNS_OF_LIFE = ['pointerdown', 'pointermove', 'keydown'] as const;

type Props = {
  /** Nobody touched the machine for so long: the citizen may have walked away. */
  afterSeconds: number;
  children: ReactNode;
};

/**
 * Takes what is the citizen's own off the page when nobody seems to be there; a press brings it back. The camera
 * is not asked whether somebody is there: it is on for the face alone, and only after the consent.
 */
export function PrivateCover({ afterSeconds, children }: Props) {
  const { cover } = useWords();
  const [covered, setCovered] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => setCovered(true), afterSeconds * 1000);
    };
    wait();
    for (const sign of SIGNS_OF_LIFE) window.addEventListener(sign, wait);
    return () => {
      clearTimeout(timer);
      for (const sign of SIGNS_OF_LIFE) window.removeEventListener(sign, wait);
    };
  }, [afterSeconds]);
  if (!covered) return children;
  return (
    <CitizenScreen
      stage={null}
      wayForward={{ label: cover.show, onPress: () => setCovered(false), testId: 'uncover' }}
    >
      <WithPicture picture={<Picture name="padlock" size="large" />}>
        <Title lead={cover.lead}>{cover.title}</Title>
      </WithPicture>
    </CitizenScreen>
  );
}
