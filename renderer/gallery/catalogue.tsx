import {
  Button,
  Choices,
  Field,
  Notice,
  Numeral,
  PICTURES,
  Picture,
  type PictureName,
  PinPad,
  Progress,
  Table,
  Tabs,
} from '../ui/index.ts';
import styles from './catalogue.module.css';

const COLOURS = ['ink', 'ink-soft', 'paper', 'panel', 'line', 'teal', 'teal-deep', 'teal-tint'];
const SIGNALS = ['amber', 'amber-tint', 'red', 'red-tint', 'gold', 'skin', 'staff'];
const SIZES = ['xs', 's', 'm', 'l', 'xl', 'numeral'];
const TABS = [
  { name: 'one', label: 'หนึ่ง' },
  { name: 'two', label: 'สอง' },
] as const;
const nothing = () => {};

/** The design system on one page: colours, type, parts, pictures, and the way to every screen. */
export function Catalogue({ screens }: { screens: string[] }) {
  return (
    <main className={styles.catalogue}>
      <h1>Design system</h1>
      <section>
        <h2>Colours</h2>
        <div className={styles.row}>
          {[...COLOURS, ...SIGNALS].map((colour) => (
            <div key={colour} className={styles.swatch} style={{ background: `var(--${colour})` }}>
              <span>{colour}</span>
            </div>
          ))}
        </div>
      </section>
      <section>
        <h2>Type</h2>
        {SIZES.map((size) => (
          <p key={size} style={{ fontSize: `var(--text-${size})` }}>
            หมอพร้อม กี่ปี้ที่นี่ Mor Prom 0123 · {size}
          </p>
        ))}
      </section>
      <section>
        <h2>Parts</h2>
        <div className={styles.row}>
          {(['primary', 'plain', 'stop', 'quiet'] as const).map((tone) => (
            <Button key={tone} tone={tone} onPress={nothing} testId={`sample-${tone}`}>
              ปุ่ม {tone}
            </Button>
          ))}
          <Button tone="primary" onPress={nothing} testId="sample-disabled" disabled>
            ยังกดไม่ได้
          </Button>
          <Numeral>19,038</Numeral>
        </div>
        <Progress label="กำลังอ่านรูป" share={0.46} />
        <Notice tone="attention">ข้อความที่ควรเห็น</Notice>
        <Notice tone="stop">ข้อความที่ต้องหยุด</Notice>
        <Tabs label="แท็บ" tabs={TABS} chosen="two" onChoose={nothing} />
        <Choices legend="ตัวเลือก" choices={TABS} chosen="one" onChoose={nothing} testId="sample" inRow />
        <Field label="ช่องกรอก" value="กี่ปี้ที่นี่" onChange={nothing} maxLength={40} testId="sample-field" />
        <Table
          caption="ตาราง"
          columns={['ชื่อ', 'จำนวน', 'ร้อยละ']}
          figuresFrom={1}
          empty="ยังไม่มีข้อมูล"
          rows={[
            { key: 'a', cells: ['เคาน์เตอร์ 1', '1,038', '92.4%'] },
            { key: 'b', cells: ['เคาน์เตอร์ 2', '236', '90.7%'] },
          ]}
        />
        <Table caption="ตารางว่าง" columns={['ชื่อ']} empty="ยังไม่มีข้อมูล" rows={[]} />
        <div className={styles.pad}>
          <PinPad
            pin="123"
            onChange={nothing}
            onEnter={nothing}
            disabled={false}
            words={{ eraseLabel: 'ลบหนึ่งหลัก', entered: 'ใส่แล้ว 3 หลัก' }}
          />
        </div>
      </section>
      <section>
        <h2>Pictures</h2>
        <div className={styles.row}>
          {(Object.keys(PICTURES) as PictureName[]).map((name) => (
            <div key={name} className={styles.drawing}>
              <Picture name={name} size="medium" />
              {name}
            </div>
          ))}
        </div>
      </section>
      <section data-testid="all-screens">
        <h2>Screens</h2>
        <ul className={styles.screens}>
          {screens.map((name) => (
            <li key={name}>
              <a href={`#screen=${name}`} data-screen={name}>
                {name}
              </a>{' '}
              · <a href={`#screen=${name}&language=en`}>en</a>
            </li>
          ))}
        </ul>
      </section>
    </main>
  );
}
