import { type FormEvent, useState } from 'react'
import { fieldTexts, problemText } from '../../api/problem-text.ts'
import { Product, type ProductSale } from '../../contract/products.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea, TextField } from '../../ui/field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { messages } from './messages.ts'
import { usePutProduct } from './queries.ts'

/** What customers have to be told and the platform does not answer. */
export function SaleWordsForm({ product, mayEdit }: { product: Product; mayEdit: boolean }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const [form, setForm] = useState<ProductSale>(product.sale)
  const save = usePutProduct(product.productCode, (sale: ProductSale) => ({ sale }))
  const refused = fieldTexts(save.error, language)
  const field = (name: keyof ProductSale, label: string, hint: string) => ({
    label,
    hint,
    value: form[name] ?? '',
    error: refused.get(`sale.${name}`),
    onChange: (event: { target: { value: string } }) => {
      setForm({ ...form, [name]: event.target.value })
      save.reset()
    },
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    save.mutate(form)
  }
  return (
    <form onSubmit={submit} noValidate className="max-w-2xl">
      <fieldset disabled={!mayEdit} className="grid gap-4 md:grid-cols-2">
        <TextField {...field('insurerName', t.insurerName, t.insurerNameHint)} maxLength={100} />
        <TextField {...field('sellerName', t.sellerName, t.sellerNameHint)} maxLength={100} />
        <TextArea
          {...field('claims', t.claims, t.claimsHint)}
          className="md:col-span-2"
          rows={4}
          maxLength={4000}
        />
      </fieldset>
      {save.error && (
        <div className="mt-4">
          <ProblemBanner {...problemText(save.error, language)} />
        </div>
      )}
      {mayEdit && (
        <div className="mt-5 flex items-center gap-3">
          <Button type="submit" look="primary" busy={save.isPending}>
            {t.saveWords}
          </Button>
          <span role="status" className="text-good">
            {save.isSuccess && t.saved}
          </span>
        </div>
      )}
    </form>
  )
}
