import type { Language } from './language.ts';

const th = {
  service: 'หมอพร้อมดิจิทัลไอดี',
  title: 'ตรวจระดับการพิสูจน์ตัวตน',
  lead: 'หน้านี้ขอทราบเฉพาะระดับการพิสูจน์ตัวตน ไม่ขอชื่อ เลขบัตร หรือหน่วยบริการ',
  ask: 'ขอดูระดับ',
  level: 'ระดับที่พิสูจน์แล้ว:',
  nothingElse: 'ไม่ได้รับข้อมูลอื่นใดของท่าน',
  checkedAt: 'ตรวจเมื่อ',
  refused: 'ใช้ไม่ได้: หลักฐานถูกแก้ไข หมดอายุ ถูกยกเลิก หรือไม่ใช่ของเครื่องนี้',
  unreachable: 'ติดต่อระบบไม่ได้ กรุณาลองใหม่',
};

const en: typeof th = {
  service: 'Mor Prom Digital ID',
  title: 'Check an identity level',
  lead: 'This page asks for the identity level only: no name, no citizen ID, no facility',
  ask: 'Ask for the level',
  level: 'Proven level:',
  nothingElse: 'Nothing else about you was received.',
  checkedAt: 'Checked on',
  refused: 'Not accepted: it was altered, has expired, was revoked, or does not belong to this device.',
  unreachable: 'The service is out of reach. Please try again.',
};

export const VERIFY_TEXT: Record<Language, typeof th> = { th, en };
