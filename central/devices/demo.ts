import type { Facility, StaffMember } from '../../contract/index.ts';
import { hashPin } from './pin-hash.ts';

/** For demonstration and tests. The ministry gives no facility the code 00000. */
export const demoFacility: Facility = {
  hcode: '00000',
  nameTh: 'หน่วยบริการสาธิต (ไม่ใช่หน่วยบริการจริง)',
  nameEn: 'Demonstration facility (not a real one)',
  province: 'ชลบุรี',
  amphoe: 'เมืองชลบุรี',
  region: 6,
};

/** Invented staff, with PINs that the manual prints: who tries the demonstration need not choose another first. */
export async function demoStaff(random: (size: number) => Uint8Array): Promise<StaffMember[]> {
  return [
    {
      id: 'demo-operator',
      name: 'สมใจ ใจดี (ผู้ปฏิบัติงานตัวอย่าง)',
      role: 'operator',
      pin: await hashPin('246810', random(16)),
      pinIsOwn: true,
    },
    {
      id: 'demo-supervisor',
      name: 'วันเพ็ญ มั่นคง (หัวหน้างานตัวอย่าง)',
      role: 'supervisor',
      pin: await hashPin('135790', random(16)),
      pinIsOwn: true,
    },
  ];
}
