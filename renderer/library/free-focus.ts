/** Whether nothing has the focus and nothing is open over the screen: then a view may take the focus without stealing it. */
export function focusIsFree(document: Document): boolean {
  const { activeElement, body } = document;
  if (activeElement !== null && activeElement !== body) return false;
  return document.querySelector('[role=dialog], [role=alertdialog]') === null;
}
