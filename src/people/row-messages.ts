import { defineMessages } from '../ui/language.tsx'

/** Texts of a person's fields on staff pages. */
export const rowMessages = defineMessages(
  {
    choose: '请选择',
    optional: '选填',
    fromId: '由身份证号得出',
    person: (n: number) => `第 ${n} 位`,
    removePerson: (n: number) => `移除第 ${n} 位`,
  },
  {
    choose: 'Choose',
    optional: 'Optional',
    fromId: 'From the ID number',
    person: (n: number) => `Person ${n}`,
    removePerson: (n: number) => `Remove person ${n}`,
  },
)
