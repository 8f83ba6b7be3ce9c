import type { Diagnosis } from '../../contract/index.ts';

/** A kiosk with one trouble. */
export const DIAGNOSIS: Diagnosis = {
  version: '0.1.0',
  at: '2026-11-22T07:05:00.000Z',
  findings: [
    { subject: 'reader', good: true, en: 'reader Feitian R502', th: 'เครื่องอ่านบัตร Feitian R502' },
    { subject: 'camera', good: true, en: '1 camera device(s)', th: 'พบอุปกรณ์กล้อง 1 รายการ' },
    {
      subject: 'vault',
      good: true,
      en: 'database whole, its key kept by gnome_libsecret',
      th: 'ฐานข้อมูลสมบูรณ์ กุญแจเก็บโดย gnome_libsecret',
    },
    { subject: 'disk', good: true, en: '48.2 GB of disk free', th: 'พื้นที่ดิสก์ว่าง 48.2 GB' },
    { subject: 'provisioning', good: true, en: 'facility 00014', th: 'หน่วยบริการ 00014' },
    { subject: 'outbox', good: true, en: '2 records wait', th: 'มี 2 รายการรอส่ง' },
    {
      subject: 'centre',
      good: true,
      en: 'the centre answers in 41 ms',
      th: 'ระบบกลางตอบภายใน 41 มิลลิวินาที',
    },
    { subject: 'clock', good: true, en: "clock 0 s off the centre's", th: 'นาฬิกาต่างจากระบบกลาง 0 วินาที' },
    {
      subject: 'certificate',
      good: false,
      en: "the centre's certificate ends on 30 November 2569 BE. Ask its operators to renew it.",
      th: 'ใบรับรองของระบบกลางหมดอายุ 30 พฤศจิกายน 2569 กรุณาแจ้งผู้ดูแลระบบกลางให้ต่ออายุ',
    },
    { subject: 'settings', good: true, en: 'laid down by IT: camera', th: 'ฝ่ายไอทีกำหนด: camera' },
    {
      subject: 'versions',
      good: true,
      en: 'kiosk 0.1.0, Electron 45.4.1, linux x64',
      th: 'kiosk 0.1.0, Electron 45.4.1, linux x64',
    },
  ],
};
