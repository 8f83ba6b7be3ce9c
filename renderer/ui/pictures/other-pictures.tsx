import { Face } from './face.tsx';
import styles from './pictures.module.css';

/** A member of staff with the badge. */
export const Staff = () => (
  <>
    <Face />
    <rect className={styles.paper} x={138} y={204} width={34} height={24} rx={4} />
    <path className={styles.thin} d="M146 213h18M146 220h12" />
  </>
);

/** The two pictures that are compared. */
export const Compare = () => (
  <>
    <rect className={styles.tint} x={12} y={52} width={92} height={124} rx={12} />
    <rect className={styles.tint} x={136} y={52} width={92} height={124} rx={12} />
    <g transform="translate(18 70) scale(.335 .44)">
      <Face />
    </g>
    <g transform="translate(142 70) scale(.335 .44)">
      <Face />
    </g>
    <path className={styles.arrow} d="M62 208h116m-18-18 18 18-18 18M80 190l-18 18 18 18" />
  </>
);

const QR_DOTS =
  'M96 74h12v12H96zM132 74h12v12h-12zM96 110h12v12H96zM120 92h8v8h-8zM132 112h12v10h-12zM114 106h8v8h-8z';

const PhoneBody = () => (
  <>
    <rect className={styles.paper} x={68} y={16} width={104} height={208} rx={18} />
    <path className={styles.line} d="M108 208h24" />
  </>
);

export const PhoneScan = () => (
  <>
    <PhoneBody />
    <path className={styles.dark} d={QR_DOTS} />
    <path className={styles.frame} d="M84 76V62h14M142 62h14v14M156 122v14h-14M98 136H84v-14" />
    <path className={styles.frame} d="M84 166h72" />
  </>
);

export const PhoneCode = () => (
  <>
    <PhoneBody />
    <rect className={styles.tint} x={80} y={72} width={80} height={36} rx={8} />
    <path className={styles.line} d="M92 90h.5M104 90h.5M116 90h.5M128 90h.5M140 90h.5M149 90h.5" />
    <rect className={styles.solid} x={80} y={130} width={80} height={30} rx={8} />
    <path className={styles.mark} d="m110 145 7 7 13-14" transform="translate(0 -1)" />
  </>
);

export const Network = () => (
  <>
    <path className={styles.tint} d="M70 168a42 42 0 0 1 4-84 56 56 0 0 1 106 10 38 38 0 0 1-4 74z" />
    <circle className={styles.refused} cx={188} cy={176} r={34} />
    <path className={styles.mark} d="M188 158v20M188 193v.5" />
  </>
);

export const Padlock = () => (
  <>
    <path className={styles.line} d="M80 112V84a40 40 0 0 1 80 0v28" />
    <rect className={styles.tint} x={56} y={110} width={128} height={100} rx={16} />
    <circle className={styles.dark} cx={120} cy={150} r={12} />
    <path className={styles.line} d="M120 154v24" />
  </>
);

export const Trouble = () => (
  <>
    <path className={styles.warm} d="M120 30 222 208H18z" strokeLinejoin="round" />
    <path className={styles.arrow} style={{ stroke: 'var(--ink)' }} d="M120 92v58M120 178v.5" />
  </>
);

/** It is over, and all is well. */
export const Finished = () => (
  <>
    <circle className={styles.tint} cx={120} cy={120} r={92} />
    <path className={styles.arrow} d="m76 122 32 32 58-64" />
  </>
);
