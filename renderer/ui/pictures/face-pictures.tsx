import { type ReactNode, useId } from 'react';
import { Face } from './face.tsx';
import styles from './pictures.module.css';

/** What is asked of the citizen in front of the camera. As in a mirror: the own left is on the left. */
export const TurnLeft = () => (
  <>
    <Face moveX={-17} moving />
    <path className={styles.arrow} d="M44 112H8m18-20-20 20 20 20" />
  </>
);

export const TurnRight = () => (
  <>
    <Face moveX={17} moving />
    <path className={styles.arrow} d="M196 112h36m-18-20 20 20-20 20" />
  </>
);

export const LookUp = () => (
  <>
    <Face moveY={-20} moving />
    <path className={styles.arrow} d="M212 132V62m-20 20 20-20 20 20" />
  </>
);

export const Blink = () => <Face eyes="blinking" moving />;

export const OpenMouth = () => <Face mouth="opening" moving />;

export const LookStraight = () => (
  <>
    <Face />
    <path
      className={styles.frame}
      d="M22 62V38q0-16 16-16h24M178 22h24q16 0 16 16v24M218 178v24q0 16-16 16h-24M62 218H38q-16 0-16-16v-24"
    />
  </>
);

const OVAL = 'M120 14c46 0 74 42 74 100s-30 112-74 112-74-54-74-112S74 14 120 14z';

function FaceInOval({ at, scale }: { at: string; scale: number }) {
  const edge = useId();
  return (
    <>
      <clipPath id={edge}>
        <rect width={240} height={240} rx={28} />
      </clipPath>
      <g clipPath={`url(#${edge})`}>
        <g transform={`translate(${at}) scale(${scale}) translate(-120 -112)`}>
          <Face />
        </g>
      </g>
    </>
  );
}

export const Closer = () => (
  <>
    <FaceInOval at="120 124" scale={0.55} />
    <path className={styles.dashed} d={OVAL} />
    <path className={styles.arrow} d="M44 44 14 14m0 24V14h24M196 44l30-30m0 24V14h-24" />
  </>
);

export const Further = () => (
  <>
    <FaceInOval at="120 124" scale={1.35} />
    <path className={styles.dashed} d={OVAL} />
    <path className={styles.arrow} d="m12 12 30 30m0-24v24H18M228 12l-30 30m0-24v24h24" />
  </>
);

export const Centre = () => (
  <>
    <FaceInOval at="172 124" scale={0.8} />
    <path className={styles.dashed} d={OVAL} />
    <path className={styles.arrow} d="M104 210H52m18-20-20 20 20 20" />
  </>
);

export const HoldStill = () => (
  <>
    <FaceInOval at="120 122" scale={0.86} />
    <path className={styles.frame} d={OVAL} />
  </>
);

export const WellDone = () => (
  <>
    <Face />
    <circle className={styles.solid} cx={190} cy={182} r={36} />
    <path className={styles.mark} d="m174 183 12 12 22-24" />
  </>
);

export const OnePerson = () => (
  <>
    <g transform="translate(-34 26) scale(.9)">
      <Face />
    </g>
    <g className={styles.faint} transform="translate(118 4) scale(.5)">
      <Face />
    </g>
    <path className={styles.cross} d="m150 34 56 56m0-56-56 56" />
  </>
);

export const TooDark = () => (
  <>
    <g className={styles.faint} transform="translate(0 26) scale(.9)">
      <Face />
    </g>
    <Lamp />
  </>
);

export const TooBright = () => (
  <>
    <g transform="translate(0 26) scale(.9)">
      <Face />
    </g>
    <Lamp />
  </>
);

export const UnevenLight = () => {
  const side = useId();
  return (
    <>
      <g transform="translate(-12 26) scale(.9)">
        <Face />
        <clipPath id={side}>
          <rect width={120} height={240} />
        </clipPath>
        <g clipPath={`url(#${side})`}>
          <path className={styles.shadow} d="M66 102c0-42 24-66 54-66v144c-30 0-54-34-54-78z" />
        </g>
      </g>
      <Lamp />
      <path className={styles.arrow} d="M150 224h62m-20-20 20 20-20 20" transform="translate(0 -8)" />
    </>
  );
};

/** What is to be taken off lies over the face and leaves it. */
const TakenOff = ({ children }: { children: ReactNode }) => (
  <>
    <Face />
    <g className={styles.leaving}>{children}</g>
    <path className={styles.arrow} d="M206 128v76m-20-20 20 20 20-20" />
  </>
);

export const NoMask = () => (
  <TakenOff>
    <path className={styles.line} d="M78 128 64 112M162 128l14-16" />
    <path className={styles.paper} d="M78 126q42-14 84 0l-4 36q-38 34-76 0z" />
    <path className={styles.thin} d="M86 142h68M90 156h60" />
  </TakenOff>
);

export const NoDarkGlasses = () => (
  <TakenOff>
    <path className={styles.line} d="M112 112h16M76 110l-12-4M164 110l12-4" />
    <rect className={styles.dark} x={76} y={100} width={37} height={28} rx={12} />
    <rect className={styles.dark} x={127} y={100} width={37} height={28} rx={12} />
  </TakenOff>
);

export const OpenEyes = () => <Face eyes="waking" moving />;

export const CloseMouth = () => <Face mouth="closing" moving />;

const Lamp = () => (
  <>
    <circle className={styles.warm} cx={196} cy={48} r={20} />
    <path
      className={styles.line}
      d="M196 10v8M196 78v8M158 48h8M226 48h8M169 21l6 6M217 69l6 6M169 75l6-6M217 27l6-6"
    />
  </>
);
