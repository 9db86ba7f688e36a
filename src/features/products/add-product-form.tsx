import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { callWithStatus } from '../../api/call.ts'
import { problemOf, problemText } from '../../api/problem-text.ts'
import { putProduct } from '../../contract/endpoints/products.ts'
import { fieldWords } from '../../contract/problems.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { ProblemBanner } from '../../ui/problem.tsx'
import { messages } from './messages.ts'
import { showProduct } from './queries.ts'

/** §8.1.1: the platform has no such product. */
const UNKNOWN = '3000'

/** A product by its code, read from the platform; a code it does not know is told beside the field. */
export function AddProductForm() {
  const t = useText(messages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  const add = useMutation({
    mutationFn: (wanted: string) => callWithStatus(putProduct, { params: { productCode: wanted }, body: {} }),
    onSuccess: ({ data }, wanted) => {
      // Keep a code typed while this one was being added.
      setCode((now) => (now.trim() === wanted ? '' : now))
      setTried(false)
      void showProduct(client, data)
    },
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (code.trim()) add.mutate(code.trim())
  }

  const refusedWith = add.error ? problemOf(add.error).code : null
  const words = add.error ? problemText(add.error, language) : null
  const error =
    tried && !code.trim()
      ? fieldWords('required', language)
      : refusedWith === UNKNOWN
        ? `${words?.title}${t.code(UNKNOWN)}`
        : undefined
  return (
    <form onSubmit={submit} noValidate className="mb-6 max-w-xl">
      <div className="flex items-start gap-2">
        <TextField
          className="flex-1"
          label={t.productCode}
          hint={error ? undefined : t.codeHint}
          value={code}
          maxLength={32}
          spellCheck={false}
          onChange={(event) => {
            setCode(event.target.value)
            setTried(false)
            add.reset()
          }}
          error={error}
        />
        <Button type="submit" look="primary" busy={add.isPending} className="mt-6.5 h-9">
          {t.add}
        </Button>
      </div>
      <p role="status" className="text-good">
        {add.data && (add.data.status === 201 ? t.added : t.readAgain)(add.data.data.productName)}
      </p>
      {words && refusedWith !== UNKNOWN && (
        <div className="mt-3">
          <ProblemBanner
            {...words}
            action={
              refusedWith === 'member-required' && (
                <ButtonLink to="/members/new">{t.registerFirst}</ButtonLink>
              )
            }
          />
        </div>
      )}
    </form>
  )
}
