import type { Facility } from '../../contract/index.ts';

/** An invented facility of a code, at a place. */
export const testFacility = (
  hcode: string,
  province: string,
  region: number,
  nameTh = `หน่วย ${hcode}`,
): Facility => ({
  ...{ hcode, nameTh, province, region },
  ...{ nameEn: `Facility ${hcode}`, amphoe: 'เมือง' },
});
