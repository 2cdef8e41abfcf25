/** The list that an agency of the demonstration brought: firms with nobody behind them yet, and the faults such lists have. */

export const LIST = {
  agency: 'bhima',
  listName: 'Cluster members 2026',
  fileName: 'cluster-members.csv',
} as const

/** One row has no name, and one is a firm that has signed up since. */
export const LIST_CSV = `Company name,Country,Region,City,Address,E-mail,Products,Number of employees
Adivane Tools,IN,Maharashtra,Bhosari,"Gala 14, tool lane",office@adivane.example,Press tools,22
Akshimal Rubber,IN,Maharashtra,Chakan,"Gat 402, Phase II",office@akshimal.example,Rubber seals,48
Bhorgad Springs,IN,Maharashtra,Bhor,"Plot 3, Bhor road",office@bhorgad.example,Vehicle springs,35
Chinchor Fasteners,IN,Maharashtra,Pune,"Shed 9, Chinchwad annexe",office@chinchor.example,Automotive fasteners,61
Deccanvale Packs,IN,Maharashtra,Pune,"Survey 70, Wagholi",office@deccanvale.example,Corrugated boxes,84
Devkundal Castings,IN,Maharashtra,Talegaon,"Gat 19, foundry road",office@devkundal.example,"Iron, steel and aluminium castings",120
Gavdhanu Harness,IN,Maharashtra,Ranjangaon,"E-30, five-star estate",office@gavdhanu.example,Wire harnesses,97
Ghatmukh Powder Coats,IN,Maharashtra,Bhosari,"S-Block 40",office@ghatmukh.example,Sheet-metal parts,18
Hirdavale Dairy,IN,Maharashtra,Pune,"Gat 6, Saswad road",office@hirdavale.example,Cheese,54
Ishtamal Weavers,IN,Maharashtra,Pune,"Plot 21, Baramati road",office@ishtamal.example,Woven fabrics,140
Jejurvan Spices,IN,Maharashtra,Pune,"Plot 44, Jejuri",office@jejurvan.example,Spices,26
Kadambol Plastics,IN,Maharashtra,Chakan,"Plot 90, Phase I",office@kadambol.example,Injection-moulded auto parts,73
Kasurdi Brackets,IN,Maharashtra,Talegaon,"Gat 233, station road",office@kasurdibrackets.example,Stamped brackets,41
,IN,Maharashtra,Pune,"Gat 1, Mulshi",office@nameless.example,Machined parts,12
Lavasol Garments,IN,Maharashtra,Pune,"Gala 2, Hadapsar",office@lavasol.example,T-shirts,66
Malharo Sauces,IN,Maharashtra,Pune,"Shop floor 8, Market Yard annexe",office@malharo.example,Sauces and condiments,19
Mandhavi Gears,IN,Maharashtra,Bhosari,"T-Block 12",office@mandhavi.example,Gears and gearbox parts,58
Tamhini Pressworks,IN,Maharashtra,Chakan,"Plot 27, Phase II",office@tamhini.example,Stamped brackets,142
Nirgudi Fabricators,IN,Maharashtra,Ranjangaon,"D-11, five-star estate",office@nirgudifab.example,Structural steelwork,77
Panshetal Turnings,IN,Maharashtra,Pune,"Survey 31, Sinhagad road",office@panshetal.example,Machined metal parts,29
Purandhal Pickles,IN,Maharashtra,Pune,"Gat 12, Saswad road",office@purandhal.example,Sauces and condiments,15
Rajmachal Uniforms,IN,Maharashtra,Pune,"Gala 31, Yerwada lane",office@rajmachal.example,Workwear,52
Velheram Moulds,IN,Maharashtra,Bhosari,"W-Block 5",office@velheram.example,"Moulds, dies and tooling",33
Yavatmor Pulp,IN,Maharashtra,Pune,"Gat 80, Solapur road",office@yavatmor.example,Fruit juices,44
`
