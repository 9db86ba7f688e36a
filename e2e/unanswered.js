// Runs in the page: presses a form's button for each server answer, and returns those not shown or not
// focused.
export async function unanswered({ form, rounds }) {
  const send = window.fetch
  let answer = null
  window.fetch = (input, init) => {
    if (!answer || !init?.method || init.method === 'GET') return send(input, init)
    const address = input instanceof Request ? input.url : String(input)
    if (/\/(drafts|trail|recording)|\/purchase($|\/(opened|begin))/.test(address)) return send(input, init)
    if (answer.code === 'offline') return Promise.reject(new TypeError('offline'))
    const body = JSON.stringify({
      title: '',
      ...answer,
      fields: answer.fields?.map((one) => ({ message: '', ...one })),
    })
    return Promise.resolve(
      new Response(body, {
        status: answer.status,
        headers: { 'content-type': 'application/problem+json' },
      }),
    )
  }
  // Nothing is visible: a frame runs as soon as the page is idle, not sixty times a second.
  window.requestAnimationFrame = (draw) => setTimeout(() => draw(performance.now()))
  window.cancelAnimationFrame = clearTimeout
  const frame = () => new Promise((resolve) => setTimeout(resolve))
  const until = async (holds, patience = 15_000) => {
    for (const end = performance.now() + patience; performance.now() < end; await frame())
      if (holds()) return true
    return holds()
  }
  const shown = () => document.querySelector(`form[name="${form}"]`)
  const heading = () => shown()?.querySelector('h1')?.textContent
  const agreeing = () => shown()?.querySelector('[data-field^="consents."]')
  const tells = (element, words) => words.some((one) => element?.textContent?.includes(one) ?? false)
  const says = (words) =>
    tells(shown(), words) &&
    [...(shown()?.querySelectorAll('*') ?? [])].some(
      (one) => one.childElementCount === 0 && tells(one, words) && one.checkVisibility(),
    )
  /** The focused element, or its description, gives the reason. */
  const focused = (words) => {
    const active = document.activeElement
    if (!active || active === document.body || !shown()?.contains(active)) return false
    const about = [active, active.closest('fieldset[aria-describedby]')].flatMap(
      (one) => one?.getAttribute('aria-describedby')?.split(' ') ?? [],
    )
    return (
      (active.matches('[data-answer]') && tells(active, words)) ||
      about.some((id) => tells(document.getElementById(id), words))
    )
  }
  const missing = []
  for (const round of rounds) {
    answer = null
    // A refusal may have opened another step: the button leads back to submitting.
    for (let step = 0; step < 8 && form === 'purchase' && !agreeing(); step++) {
      const before = heading()
      shown()?.querySelector('button[type=submit]')?.click()
      await until(() => agreeing() || heading() !== before, 500)
    }
    document.activeElement?.blur()
    answer = round.answer
    shown()?.querySelector('button[type=submit]')?.click()
    await frame()
    const told = await until(() => says(round.words))
    const at = told && (await until(() => says(round.words) && focused(round.words)))
    const { code, fields } = round.answer
    const what = fields ? `${fields[0]?.field}: ${fields[0]?.code}` : code
    if (!told) missing.push(`${what} is not shown`)
    else if (!at)
      missing.push(`${what} is not focused, but ${document.activeElement?.outerHTML.slice(0, 120)}`)
  }
  window.fetch = send
  return missing
}
