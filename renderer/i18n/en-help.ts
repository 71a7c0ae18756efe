/** Short answers that the palette finds. A topic is a title and a few sentences; each says only what the program does. */
export const help = {
  classes: {
    title: 'What the letters N, S, V, F and Q mean',
    text: 'The five classes of ANSI/AAMI EC57: N normal (bundle branch block too), S supraventricular ectopic, V ventricular ectopic, F fusion of ventricular and normal, Q unknown or paced. S points up, V hangs down, F joins both, N is a dot, Q a hollow square: every mark can be read without its colour.',
  },
  doubt: {
    title: 'Why some labels have a dashed outline',
    text: 'A dashed outline means that the model gives its label a probability below 0.80. A filled label is more probable or was read by a person. N above 0.80 has no box at all, so that the rest stands out.',
  },
  undo: {
    title: 'How undo works',
    text: 'Every change is a step of the history and stays there. An undo is a step of its own, so the record of who did what is complete. Undo takes back the last step whatever view or tool is active.',
  },
  persons: {
    title: 'What a later analysis does to corrected beats',
    text: 'Nothing. A label that a person gave stays; the model’s opinion is kept beside it.',
  },
  paper: {
    title: 'What standard paper is',
    text: '25 mm/s and 10 mm/mV, at true size once the screen is calibrated with a bank card. Any other scale is called non-standard. Resizing the window shows more seconds, not wider ones.',
  },
  unreadable: {
    title: 'How unreadable stretches are treated',
    text: 'Hatched stretches could not be read. No interval is measured across one, so it never makes a pause or a longest RR.',
  },
  strength: {
    title: 'How to find more rare beats',
    text: '“Rare beats” moves the operating point of the model: more beats become S, V and F, and more of those are wrong. It is a run of its own; moving back gives the same labels as before.',
  },
  files: {
    title: 'Where recordings and corrections are kept',
    text: 'Recordings stay where they are; files that were uploaded in a browser are copied. Labels, corrections and history are in Caliper’s data folder on this computer. Nothing is sent anywhere.',
  },
  keys: {
    title: 'How the keys are chosen',
    text: 'A plain letter or / names a beat. Everything else uses Enter, Space, arrows, punctuation or a modifier, and can be changed in Settings. F6 goes from pane to pane.',
  },
};
