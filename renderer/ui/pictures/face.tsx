import type { CSSProperties } from 'react';
import styles from './pictures.module.css';

type Props = {
  /** How far the features move off the middle, in units of the 240 unit picture. */
  moveX?: number;
  moveY?: number;
  eyes?: 'open' | 'blinking' | 'waking';
  mouth?: 'smile' | 'opening' | 'closing';
  /** Shows the movement instead of its end. */
  moving?: boolean;
};

/** A drawn head in the middle of a 240 × 240 picture: nobody in particular. */
export function Face({ moveX = 0, moveY = 0, eyes = 'open', mouth = 'smile', moving = false }: Props) {
  // The style sheet animates towards these.
  const movement = { '--move-x': `${moveX}px`, '--move-y': `${moveY}px` } as CSSProperties;
  return (
    <g className={`${moving ? styles.moving : ''} ${eyes === 'open' ? '' : styles[eyes]}`}>
      <path className={styles.clothes} d="M42 240c0-42 36-58 78-58s78 16 78 58z" />
      <path className={styles.skin} d="M101 150v34c0 10 8 18 19 18s19-8 19-18v-34z" />
      <ellipse className={styles.skin} cx={65} cy={116} rx={10} ry={15} />
      <ellipse className={styles.skin} cx={175} cy={116} rx={10} ry={15} />
      <path className={styles.skin} d="M66 102c0-42 24-66 54-66s54 24 54 66c0 44-24 78-54 78s-54-34-54-78z" />
      <path
        className={styles.hair}
        d="M62 112c-8-54 18-84 58-84s66 30 58 84c-4-22-12-34-24-40-22 10-52 12-70 2-12 6-18 18-22 38z"
      />
      <g className={styles.features} style={movement}>
        <path className={styles.thin} d="M86 99q11-7 22-1M132 98q11-6 22 1" />
        <Eyes kind={eyes} />
        <path className={styles.thin} d="M121 118q7 16-2 20" />
        <Mouth kind={mouth} />
      </g>
    </g>
  );
}

function Eyes({ kind }: { kind: NonNullable<Props['eyes']> }) {
  return (
    <g>
      <g className={styles.openEyes}>
        <ellipse className={styles.eye} cx={98} cy={114} rx={6} ry={7} />
        <ellipse className={styles.eye} cx={142} cy={114} rx={6} ry={7} />
      </g>
      {kind !== 'open' && (
        <path className={`${styles.line} ${styles.closedEyes}`} d="M88 113q10 8 20 0M132 113q10 8 20 0" />
      )}
    </g>
  );
}

function Mouth({ kind }: { kind: NonNullable<Props['mouth']> }) {
  if (kind === 'opening')
    return <ellipse className={`${styles.dark} ${styles.opening}`} cx={120} cy={155} rx={13} ry={15} />;
  if (kind === 'closing')
    return <ellipse className={`${styles.dark} ${styles.closing}`} cx={120} cy={155} rx={13} ry={15} />;
  return <path className={styles.line} d="M103 151q17 13 34 0" />;
}
