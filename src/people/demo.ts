/** One of each, so that whoever tries the demo sees what each can do. They exist on a demo instance alone. */
export const demoAccounts = [
  { name: 'Amina Sow', email: 'member@demo.example', role: undefined },
  { name: 'Tendai Moyo', email: 'facilitator@demo.example', role: undefined },
  { name: 'Lucía Quispe', email: 'reviewer@demo.example', role: 'reviewer' },
  { name: 'Karim Bensaïd', email: 'curator@demo.example', role: 'curator' },
  { name: 'Grace Banda', email: 'operator@demo.example', role: 'operator' },
] as const

export const demoPassword = 'a tree of many'
