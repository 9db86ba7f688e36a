// Updates the price by plan and dates; an ID number fills birthday and sex. The page works without it.
const form = document.querySelector('[data-insure]')
const DAY = 86_400_000

const money = (fen) => `¥${(fen / 100).toLocaleString('zh-CN', { minimumFractionDigits: 2 })}`

function price() {
  const plans = [...form.querySelectorAll('input[name=planCode]')]
  const plan = plans.find((one) => one.checked)
  const days = (Date.parse(form.elements.endDate.value) - Date.parse(form.elements.startDate.value)) / DAY + 1
  if (!plan || !(days >= 1)) return
  const priceOf = ({ dataset }) => Number(dataset.first) + Number(dataset.more) * (days - 1)
  for (const one of plans)
    one.closest('.plan').querySelector('em').firstChild.textContent = money(priceOf(one))
  const total = form.querySelector('[data-total]')
  total.textContent = money(priceOf(plan) * Number(total.dataset.count))
  form.querySelector('[data-each]').textContent = money(priceOf(plan))
  form.querySelector('[data-plan-name]').textContent = plan.dataset.name
}

function fillFromCard(input) {
  const prefix = input.closest('[data-person]')?.dataset.person
  const digits = /^\d{6}(\d{4})(\d{2})(\d{2})\d{2}(\d)[\dXx]$/.exec(input.value.replace(/\s/g, ''))
  if (!prefix || !digits || form.elements[`${prefix}cardType`].value !== '1') return
  const [, year, month, day, sex] = digits
  form.elements[`${prefix}birthday`].value = `${year}-${month}-${day}`
  form.elements[`${prefix}gender`].value = Number(sex) % 2 === 1 ? 'M' : 'F'
}

form?.addEventListener('input', ({ target }) => {
  if (target.name.endsWith('.cardNo')) fillFromCard(target)
  if (['planCode', 'startDate', 'endDate'].includes(target.name)) price()
})
