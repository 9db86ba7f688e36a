import { useState } from 'react'
import * as z from 'zod/mini'
import { issuesOf, useFaults } from '../../api/use-faults.ts'
import { type Product, ProductSale } from '../../contract/products.ts'
import { TextArea, TextField } from '../../ui/field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { SaveRow } from '../../ui/save-row.tsx'
import { messages } from './messages.ts'
import { usePutProduct } from './queries.ts'

/** Customer information that the platform does not provide. */
export function SaleWordsForm({ product, mayEdit }: { product: Product; mayEdit: boolean }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [form, setForm] = useState<ProductSale>(product.sale)
  const save = usePutProduct(product.productCode, (sale: ProductSale) => ({ sale }))
  const parsed = z.safeParse(ProductSale, form)
  const faults = useFaults({
    language,
    found: issuesOf(parsed.error),
    failure: save.error,
    placeOf: (path) => path.replace(/^sale\./, ''),
  })
  const field = (name: keyof ProductSale, label: string, hint: string) => ({
    label,
    hint,
    value: form[name] ?? '',
    ...faults.at(name),
    onChange: (event: { target: { value: string } }) => {
      setForm({ ...form, [name]: event.target.value })
      save.reset()
    },
  })

  function submit() {
    if (faults.press() && parsed.success && !save.isPending) save.mutate(parsed.data)
  }
  return (
    <Form name="sale-words" faults={faults} onSubmit={submit} className="max-w-2xl">
      <fieldset disabled={!mayEdit} className="grid gap-4 md:grid-cols-2">
        <TextField {...field('insurerName', t.insurerName, t.insurerNameHint)} />
        <TextField {...field('sellerName', t.sellerName, t.sellerNameHint)} />
        <TextField {...field('insurerHotline', t.insurerHotline, t.insurerHotlineHint)} inputMode="tel" />
        <TextField {...field('sellerPhone', t.sellerPhone, t.sellerPhoneHint)} inputMode="tel" />
        <TextArea {...field('claims', t.claims, t.claimsHint)} className="md:col-span-2" rows={4} />
      </fieldset>
      <FormAnswer className="mt-4" />
      {mayEdit && <SaveRow save={t.saveWords} saved={t.saved} state={save} />}
    </Form>
  )
}
