import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import * as z from 'zod/mini'
import { callWithStatus } from '../../api/call.ts'
import { problemOf } from '../../api/problem-text.ts'
import { useFaults } from '../../api/use-faults.ts'
import { putProduct } from '../../contract/endpoints/products.ts'
import * as paths from '../../contract/paths.ts'
import { text } from '../../contract/people.ts'
import { problemWords } from '../../contract/problems.ts'
import { ButtonLink } from '../../ui/button-link.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Form, FormAnswer } from '../../ui/form.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { useLanguage, useText } from '../../ui/language.tsx'
import { messages } from './messages.ts'
import { showProduct } from './queries.ts'

/** §8.1.1: the platform has no such product. */
const UNKNOWN = '3000'
/** The name is too long for an order. */
const TOO_LONG = 'product-name-too-long'
const ABOUT = { [UNKNOWN]: 'productCode', [TOO_LONG]: 'productCode' }

/** Adds products by code from the platform, one after the other. Unknown codes show a fault beside the field. */
export function AddProductDialog({ open, onClose }: { open: boolean; onClose(): void }) {
  const t = useText(messages)
  return (
    <Dialog title={t.add} open={open} onClose={onClose} closeLabel={t.close}>
      <AddProductForm onClose={onClose} />
    </Dialog>
  )
}

function AddProductForm({ onClose }: { onClose(): void }) {
  const t = useText(messages)
  const { language } = useLanguage()
  const client = useQueryClient()
  const [code, setCode] = useState('')
  const add = useMutation({
    mutationFn: (wanted: string) => callWithStatus(putProduct, { params: { productCode: wanted }, body: {} }),
    onSuccess: ({ data }, wanted) => {
      // Keeps a code typed while the request was running.
      setCode((now) => (now.trim() === wanted ? '' : now))
      faults.forget()
      void showProduct(client, data)
    },
  })

  const parsed = z.safeParse(text(32), code)
  const faults = useFaults({
    language,
    found: new Map(parsed.error?.issues.map(({ message }) => ['productCode', message])),
    failure: add.error,
    about: ABOUT,
    ownWords: (fault) =>
      fault === UNKNOWN
        ? t.codeUnknown
        : fault === TOO_LONG
          ? problemWords(TOO_LONG, language)
          : fault === 'required'
            ? t.codeRequired
            : undefined,
  })
  function submit() {
    if (faults.press() && parsed.success && !add.isPending) add.mutate(parsed.data)
  }
  const memberRequired = add.error !== null && problemOf(add.error).code === 'member-required'
  return (
    <Form name="add-product" faults={faults} onSubmit={submit} className="flex flex-col gap-4">
      <p className="text-muted">{t.about}</p>
      <TextField
        label={t.productCode}
        hint={t.codeHint}
        value={code}
        spellCheck={false}
        onChange={(event) => {
          setCode(event.target.value)
          add.reset()
        }}
        {...faults.at('productCode')}
      />
      <div role="status" className="empty:hidden">
        {add.data && (
          <p className="text-good">
            {(add.data.status === 201 ? t.added : t.readAgain)(add.data.data.productName)}
          </p>
        )}
      </div>
      <FormAnswer
        action={memberRequired && <ButtonLink to={paths.newMember}>{t.registerFirst}</ButtonLink>}
      />
      <FormButtons
        submit={t.addThis}
        busy={add.isPending}
        cancel={add.data ? t.finish : t.cancel}
        onCancel={onClose}
      />
    </Form>
  )
}
