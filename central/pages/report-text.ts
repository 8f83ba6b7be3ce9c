import type { ViewerScope } from '../../contract/report.ts';
import type { Language } from './language.ts';

const th = {
  service: 'หมอพร้อมดิจิทัลไอดี · ระบบกลาง',
  title: 'รายงานสรุปจำนวนข้อมูล eKYC แยกตามเขตสุขภาพ',
  ekycBefore: 'จำนวน eKYC',
  ekycAfter: 'ครั้ง',
  refresh: 'รีเฟรช',
  asOf: 'ข้อมูล ณ',
  byRegion: 'สรุปจำนวนแยกตามเขตสุขภาพ',
  byFacility: 'สรุปจำนวนแยกตามหน่วยให้บริการในเขตสุขภาพ',
  region: 'เขตสุขภาพ',
  regionNumber: 'เขตสุขภาพที่',
  order: 'ลำดับ',
  hcode: 'รหัส',
  name: 'ชื่อหน่วยให้บริการ',
  province: 'จังหวัด',
  amphoe: 'อำเภอ',
  devices: 'จำนวนอุปกรณ์',
  persons: 'จำนวนคน',
  tokens: 'จำนวน Token',
  confirmedTokens: 'จำนวนยืนยัน Token',
  sum: 'รวม',
  nothing: 'ไม่มีข้อมูล',
  loading: 'กำลังโหลดข้อมูล',
  failed: 'โหลดข้อมูลไม่ได้ กรุณากดรีเฟรชอีกครั้ง',
  signIn: 'ลงชื่อเข้าใช้',
  signOut: 'ออกจากระบบ',
  viewerName: 'ชื่อผู้ใช้',
  password: 'รหัสผ่าน',
};

const en: typeof th = {
  service: 'Mor Prom Digital ID · Centre',
  title: 'eKYC summary report by health region',
  ekycBefore: 'eKYC:',
  ekycAfter: 'times',
  refresh: 'Refresh',
  asOf: 'Data as of',
  byRegion: 'By health region',
  byFacility: 'By facility in a health region',
  region: 'Health region',
  regionNumber: 'Health region',
  order: 'No.',
  hcode: 'Code',
  name: 'Facility',
  province: 'Province',
  amphoe: 'District',
  devices: 'Devices',
  persons: 'Persons',
  tokens: 'Tokens',
  confirmedTokens: 'Confirmed tokens',
  sum: 'Total',
  nothing: 'No data',
  loading: 'Loading',
  failed: "The data can't be loaded. Please press Refresh again.",
  signIn: 'Sign in',
  signOut: 'Sign out',
  viewerName: 'User name',
  password: 'Password',
};

export type ReportText = typeof th;
export const REPORT_TEXT: Record<Language, ReportText> = { th, en };

/** How far a viewer sees, in words. */
export const SCOPE_TEXT: Record<Language, Record<ViewerScope['kind'], (place: string) => string>> = {
  th: {
    ministry: () => 'ทั้งประเทศ',
    region: (place) => `เขตสุขภาพที่ ${place}`,
    province: (place) => `จังหวัด${place}`,
    facility: (place) => `หน่วยให้บริการ ${place}`,
  },
  en: {
    ministry: () => 'whole country',
    region: (place) => `health region ${place}`,
    province: (place) => `province ${place}`,
    facility: (place) => `facility ${place}`,
  },
};
