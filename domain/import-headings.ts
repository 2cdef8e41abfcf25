/** How lists head their columns in English, Spanish, Portuguese and French (lower case, without accents). */
import type { ListField } from './imports.ts'

interface HeadingRule {
  field: ListField
  /** Counts only as the whole heading. */
  exact: string
  /** Counts within a longer heading, too: `product` in `Principal Exportable Product`. */
  within: string
}

export const HEADINGS: HeadingRule[] = [
  {
    field: 'name',
    exact:
      'name|company|factory|supplier|firm|manufacturer|enterprise|organization|organisation|business|exporter|member|unit|nombre|empresa|proveedor|' +
      'fabricante|nome|fornecedor|fabrica|nom|entreprise|societe|fournisseur|usine|fabricant|sme|pyme|pme|mipyme|denominacion|denominacao',
    within:
      'company name|factory name|supplier name|firm name|facility name|manufacturer name|business name|enterprise name|organization name|' +
      'organisation name|name of company|name of the company|name of factory|name of the factory|name of firm|name of supplier|name of unit|' +
      'name of enterprise|legal name|trade name|registered name|production unit name|vendor name|exporter name|' +
      'razon social|nombre de la empresa|nombre empresa|nombre comercial|nombre del proveedor|nombre de la fabrica|nombre o razon social|' +
      'denominacion social|razao social|nome da empresa|nome empresa|nome fantasia|nome comercial|nome do fornecedor|denominacao social|' +
      'raison sociale|nom de l entreprise|nom de la societe|nom entreprise|nom commercial|nom du fournisseur|denomination sociale|nom de l usine',
  },
  {
    field: 'native-name',
    exact: 'chinese name|bangla name|bengali name|arabic name|vietnamese name|thai name|japanese name|khmer name|nombre nativo|nome nativo',
    within:
      'native name|local name|name in local language|name in native language|native language name|name local|name in chinese|' +
      'name in bangla|name in arabic|name in original script|nombre local|nombre en idioma local|nome local|nome no idioma local|nom local|nom en langue locale',
  },
  {
    field: 'registration-number',
    exact:
      'registration|bin|tin|ein|rut|ruc|rfc|nit|cuit|cnpj|nif|nipc|siret|siren|uscc|lei|duns|vat|brn|crn|gstin|nib|npwp|cedula juridica',
    within:
      'registration number|registration no|reg number|reg no|company number|company id|tax id|tax number|tax identification number|vat number|trade license|' +
      'trade licence|licence number|license number|business registration|numero de registro|registro mercantil|identificacion fiscal|' +
      'registro tributario|numero de registo|registo comercial|inscricao|identificacao fiscal|numero d immatriculation|registre de commerce|' +
      'numero d identification|identifiant fiscal|rccm',
  },
  {
    field: 'country',
    exact: 'nation|ctry|country region',
    within: 'country|country name|country code|country of origin|pais|pays',
  },
  {
    field: 'region',
    exact: 'state|area|zone|zona|estado|etat|uf|comarca|gouvernorat',
    within:
      'region|province|state province|district|division|county|governorate|department|prefecture|provincia|departamento|distrito|regiao|' +
      'departement|comunidad autonoma',
  },
  {
    field: 'city',
    exact: 'town|place|location|thana|upazila|ubicacion|localizacao|lieu|commune|comuna',
    within: 'city|city town|municipality|ciudad|municipio|localidad|poblacion|cidade|localidade|ville|localite',
  },
  {
    field: 'address',
    exact: 'street|street and number|calle|rua|rue|domicilio fiscal|plant|site',
    within:
      'address|factory address|office address|registered address|street address|address line|direccion|domicilio|endereco|morada|adresse|logradouro',
  },
  {
    field: 'email',
    exact: 'e mail|mail|correo|courriel|e mails|emails',
    within:
      'email|e mail|email address|e mail address|mail address|email id|correo electronico|correio eletronico|adresse electronique|adresse email|adresse mail',
  },
  {
    field: 'phone',
    exact: 'tel|tlf|mobile|cell|movil|celular|telemovel|portable|contact number|whatsapp',
    within:
      'phone|telephone|phone number|telephone number|mobile number|tel number|telefono|telefone|telephone fixe|numero de telephone|numero de telefono',
  },
  {
    field: 'website',
    exact: 'web|url|site web|homepage|pagina|sitio|link|internet',
    within:
      'website|web site|web address|website address|web page|webpage|home page|pagina web|sitio web|site internet|pagina de internet|sitio de internet',
  },
  {
    field: 'products',
    exact:
      'items|goods|main items|production|commodity|commodities|articles|items produced|mercancia|mercaderia|bienes|mercadoria|mercadorias|bens|biens|marchandises|articulos|' +
      'what they make|range|rubro',
    within:
      'product|products|product type|product types|product category|product categories|type of product|types of products|main products|' +
      'products and services|product line|producto|productos|produto|produtos|produit|produits|item produced|manufactured items|exportable items',
  },
  {
    field: 'processes',
    exact:
      'activities|activity|capabilities|technology|technologies|actividad|actividades|atividade|atividades|activite|activites|machining',
    within:
      'process|processes|processing type|production process|manufacturing process|capability|manufacturing capabilities|technologies used|' +
      'proceso|procesos|processo|processos|procede|procedes|procesos productivos|type of operation|operations',
  },
  {
    field: 'sector',
    exact: 'category|industry type|branch|trade|giro|ramo|secteur|filiere|segment|segmento|isic|nace|ciiu|cnae',
    within:
      'sector|industry|industry sector|business sector|line of business|sector economico|industria|setor|secteur d activite|branche|rama de actividad|giro comercial',
  },
  {
    field: 'employees',
    exact:
      'workers|staff|headcount|workforce|fte|manpower|size|personal|plantilla|effectif|effectifs|trabajadores|trabalhadores|salaries|pessoal',
    within:
      'employees|number of employees|employee count|number of workers|total workers|total employees|workers total|empleados|numero de empleados|' +
      'numero de trabajadores|total trabajadores|funcionarios|empregados|numero de funcionarios|numero de trabalhadores|colaboradores|employes|' +
      'nombre d employes|nombre de salaries|nombre de travailleurs',
  },
  {
    field: 'year-founded',
    exact: 'established|founded|since|year|est|ano|annee|fundacion|fundacao|creation|antiguedad|year of est',
    within:
      'year founded|year established|established year|year of establishment|founding year|founded in|year of foundation|date of establishment|establishment year|' +
      'year of incorporation|incorporated|start year|date founded|ano de fundacion|ano de constitucion|fecha de constitucion|ano de inicio|ano de fundacao|' +
      'ano de constituicao|data de fundacao|annee de creation|annee de fondation|date de creation',
  },
  {
    field: 'certificates',
    exact: 'standards|iso|compliance|accreditations|normas|normes|sellos|certificates held|audits',
    within:
      'certificate|certificates|certification|certifications|accreditation|certificado|certificados|certificacion|certificaciones|certificacao|' +
      'certificacoes|certificat|certificats|quality standards',
  },
  {
    field: 'description',
    exact:
      'about|profile|notes|remarks|comments|summary|overview|observaciones|notas|observacoes|remarques|resume|perfil|presentation|profil',
    within:
      'description|company profile|company description|business description|about the company|descripcion|descricao|descriptif|presentacion|apresentacao',
  },
  {
    field: 'text-language',
    exact: 'language of the text|language of text',
    within:
      'text language|language of description|description language|idioma del texto|idioma de la descripcion|idioma do texto|idioma da descricao|' +
      'langue du texte|langue de la description',
  },
  {
    field: 'categories',
    exact: 'categories|classes|earlier categories|rubros|clases',
    within:
      'award categories|categories of awards|procurement categories|categorias de adjudicacion|categorias adjudicadas|categorias de contratos|' +
      'categories de marches|categories attribuees',
  },
  {
    field: 'earlier-awards',
    exact: 'awards|contracts won|adjudicaciones|adjudicacoes|marches attribues',
    within:
      'earlier awards|previous awards|number of awards|contracts awarded|number of contracts|contratos adjudicados|numero de adjudicaciones|' +
      'numero de contratos|marches obtenus|nombre de marches',
  },
  {
    field: 'languages',
    exact: 'lang|langs',
    within: 'language|languages|languages spoken|working language|idioma|idiomas|lengua|lenguas|lingua|linguas|langue|langues',
  },
  {
    // A running number is left out: it changes with the next edition of the list.
    field: 'external-ref',
    exact: 'id|ref|code|key|codigo|cle|clave|chave|uuid|uid|identifier|identificador|identifiant',
    within:
      'external id|external ref|external reference|our reference|reference number|member id|member number|membership number|supplier id|supplier code|' +
      'vendor code|factory id|factory code|facility id|oar id|os id|record id|codigo interno|codigo de proveedor|codigo do fornecedor|' +
      'code fournisseur|numero de socio|numero de referencia|numero de reference|bgmea reg number',
  },
]
