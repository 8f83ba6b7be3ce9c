import { useId } from 'react';
import styles from './pictures.module.css';

/** An ID card standing upright, chip on top, its upper left corner at 0 0; 88 × 140. */
const UprightCard = () => (
  <>
    <rect className={styles.tint} width={88} height={140} rx={10} />
    <rect className={styles.warm} x={28} y={16} width={32} height={28} rx={5} />
    <path className={styles.thin} d="M28 30h12M48 30h12M44 16v10M44 34v10" />
    <rect className={styles.paper} x={46} y={92} width={30} height={36} rx={4} />
    <circle className={styles.dark} cx={61} cy={105} r={6} />
    <path className={styles.dark} d="M50 126c0-9 5-12 11-12s11 3 11 12z" />
    <path className={styles.thin} d="M18 62v60M30 62v44" />
  </>
);

const Reader = () => (
  <>
    <path className={styles.line} d="M120 34V4" />
    <rect className={styles.paper} x={30} y={30} width={180} height={66} rx={16} />
    <rect className={styles.dark} x={64} y={76} width={112} height={10} rx={5} />
    <circle className={styles.solid} cx={186} cy={52} r={7} />
  </>
);

export const CardIn = () => (
  <>
    <Reader />
    <g transform="translate(76 92)">
      <UprightCard />
    </g>
    <path className={styles.arrow} d="M206 214v-84m-22 22 22-22 22 22" />
  </>
);

export const CardOut = () => (
  <>
    <Reader />
    <g transform="translate(76 94)">
      <UprightCard />
    </g>
    <path className={styles.arrow} d="M206 126v84m-22-22 22 22 22-22" />
  </>
);

/** The card rests in the reader: only its lower part is seen. */
export function CardStays() {
  const belowSlot = useId();
  return (
    <>
      <clipPath id={belowSlot}>
        <rect x={0} y={83} width={240} height={157} />
      </clipPath>
      <Reader />
      <g clipPath={`url(#${belowSlot})`}>
        <g transform="translate(76 30)">
          <UprightCard />
        </g>
      </g>
    </>
  );
}

export const CardTurn = () => (
  <>
    <g transform="translate(76 64)">
      <UprightCard />
    </g>
    <path className={styles.arrow} d="M52 160C20 96 60 30 120 28c36 0 62 16 78 44m4-30-4 32-30-6" />
  </>
);

export const CardWrong = () => (
  <>
    <g transform="translate(76 50)">
      <UprightCard />
    </g>
    <circle className={styles.refused} cx={174} cy={176} r={36} />
    <path className={styles.mark} d="m160 162 28 28m0-28-28 28" />
  </>
);

export const ReaderTrouble = () => (
  <>
    <g transform="translate(0 62)">
      <Reader />
    </g>
    <circle className={styles.refused} cx={196} cy={160} r={34} />
    <path className={styles.mark} d="M196 142v20M196 177v.5" />
  </>
);

export const CameraTrouble = () => (
  <>
    <path
      className={styles.paper}
      d="M30 86q0-14 14-14h32l14-22h60l14 22h32q14 0 14 14v96q0 14-14 14H44q-14 0-14-14z"
    />
    <circle className={styles.tint} cx={120} cy={130} r={42} />
    <circle className={styles.dark} cx={120} cy={130} r={18} />
    <circle className={styles.refused} cx={196} cy={186} r={34} />
    <path className={styles.mark} d="M196 168v20M196 203v.5" />
  </>
);
