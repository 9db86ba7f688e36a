// Adds a button to each block of code.
const { copy, copied } = document.currentScript.dataset
for (const block of document.querySelectorAll('pre')) {
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = copy
  const copyCode = async () => {
    try {
      await navigator.clipboard.writeText(block.textContent)
      button.textContent = copied
      setTimeout(() => (button.textContent = copy), 2000)
    } catch {
      // Without clipboard access the code is selected instead.
      getSelection().selectAllChildren(block)
    }
  }
  button.addEventListener('click', () => void copyCode())
  const holder = document.createElement('div')
  holder.className = 'code'
  block.replaceWith(holder)
  holder.append(block, button)
}
