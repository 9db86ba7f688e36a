/** Invented people with valid check digits. */
export const LI_LEI = {
  name: '李雷',
  cardType: 'id-card',
  cardNo: '11010119900307109X',
  birthday: '1990-03-07',
  gender: 'M',
  mobile: '13900139000',
} as const
export const STRASSE = {
  name: "Straße O'Neil",
  cardType: 'passport',
  cardNo: 'e12345678',
  birthday: '1988-02-29',
  gender: 'F',
} as const
