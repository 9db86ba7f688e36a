import type { PlatformOrder } from '#contract/platform-order.ts'
import type { OrderDetail, PolicyFiles } from '../gateway/types.ts'
import { maskCardNo, maskEmail, maskMobile } from '../http/mask.ts'

/** 7.11 as our own type, unmasked; the row stores it sealed. */
export function platformOrderOf(detail: OrderDetail): PlatformOrder {
  const hasHolder = detail.holderName !== null || detail.holderCredNo !== null
  const hasEnterprise = detail.isEnterprise || detail.enterpriseName !== null
  return {
    productName: detail.productName,
    productCode: detail.productCode,
    safeguardPeriod: detail.safeguardPeriod,
    createTime: detail.createTime,
    totalQty: detail.totalQty,
    amount: detail.orderTotalAmt,
    reduction: detail.orderReduceAmt,
    insurerName: detail.companyName,
    benefitType: detail.benefitType,
    isGroup: detail.isGroup,
    isEnterprise: detail.isEnterprise,
    enterprise: hasEnterprise
      ? {
          name: detail.enterpriseName,
          cardType: detail.enterpriseCredType,
          cardNo: detail.enterpriseCredNo,
          mobile: detail.enterprisePhone,
          email: detail.enterpriseEmail,
        }
      : null,
    holder: hasHolder
      ? {
          name: detail.holderName,
          cardType: detail.holderCredType,
          cardNo: detail.holderCredNo,
          birthday: detail.holderBirthday,
          gender: detail.holderGender,
          mobile: detail.holderPhone,
          email: detail.holderEmail,
        }
      : null,
    insured: detail.insuredInfoList.map((person) => ({
      name: person.insuredName,
      cardType: person.insuredCardType,
      cardNo: person.insuredCardNo,
      birthday: person.insuredBirthday,
      gender: person.insuredGender,
      mobile: person.insuredMobile,
      email: person.insuredEmail,
      fee: person.insuredFee,
      policyStatus: person.policyStatus,
      policyCode: person.policyCode,
    })),
  }
}

type Contact = { cardNo: string | null; mobile: string | null; email: string | null }

function masked<Person extends Contact>(person: Person): Person {
  return {
    ...person,
    cardNo: person.cardNo && maskCardNo(person.cardNo),
    mobile: person.mobile && maskMobile(person.mobile),
    email: person.email && maskEmail(person.email),
  }
}

/** The same for a page: document numbers, mobiles and emails masked. */
export function maskPlatformOrder(order: PlatformOrder): PlatformOrder {
  return {
    ...order,
    enterprise: order.enterprise && masked(order.enterprise),
    holder: order.holder && masked(order.holder),
    insured: order.insured.map(masked),
  }
}

export type PolicyOnFile = {
  policyCode: string
  insuredName: string | null
  policyStatus: string | null
  policyUrl: string | null
  certificateUrl: string | null
}

/** Policies of 7.11 and 7.6 together, one per policy number (a group's people may share one). */
export function policiesOf(detail: OrderDetail | null, files: PolicyFiles | null): PolicyOnFile[] {
  const byCode = new Map<string, PolicyOnFile>()
  const merge = (policyCode: string | null, found: Partial<Omit<PolicyOnFile, 'policyCode'>>) => {
    if (!policyCode) return
    const known = byCode.get(policyCode)
    byCode.set(policyCode, {
      policyCode,
      insuredName: known?.insuredName ?? found.insuredName ?? null,
      policyStatus: known?.policyStatus ?? found.policyStatus ?? null,
      policyUrl: known?.policyUrl ?? found.policyUrl ?? null,
      certificateUrl: known?.certificateUrl ?? found.certificateUrl ?? null,
    })
  }
  for (const person of detail?.insuredInfoList ?? []) merge(person.policyCode, person)
  for (const file of files?.policyDetailList ?? []) merge(file.policyCode, file)
  return [...byCode.values()]
}
