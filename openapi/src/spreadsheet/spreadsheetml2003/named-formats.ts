/** Number formats that XML Spreadsheet 2003 names, as codes. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ['General Number', 'General'],
  ['General Date', 'm/d/yyyy h:mm'],
  ['Long Date', 'dddd, mmmm d, yyyy'],
  ['Medium Date', 'dd-mmm-yy'],
  ['Short Date', 'm/d/yyyy'],
  ['Long Time', 'h:mm:ss AM/PM'],
  ['Medium Time', 'h:mm AM/PM'],
  ['Short Time', 'h:mm'],
  ['Currency', '"$"#,##0.00_);("$"#,##0.00)'],
  ['Euro Currency', '[$€-2] #,##0.00'],
  ['Fixed', '0.00'],
  ['Standard', '#,##0.00'],
  ['Percent', '0.00%'],
  ['Scientific', '0.00E+00'],
  ['Yes/No', '"Yes";"Yes";"No"'],
  ['True/False', '"True";"True";"False"'],
  ['On/Off', '"On";"On";"Off"'],
])

/** The code of a format as a style states it. */
export function codeOfFormat(stated: string): string {
  return NAMED.get(stated) ?? stated
}
