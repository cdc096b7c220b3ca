import os
import time
from datetime import date
from io import BytesIO
from pathlib import Path

from cardfile import AuthenticatedClient
from cardfile.api.contacts import create_contact, query_contacts
from cardfile.api.exports import export_queried_contacts
from cardfile.api.imports import import_file
from cardfile.models import (
    Contact,
    ContactCreate,
    ContactCreateValues,
    ContactCreateValuesPlan,
    ContactExportQuery,
    ContactExportQueryFormat,
    ContactQuery,
    FieldFilter,
    FieldFilterOperator,
    GroupFilter,
    GroupFilterOperator,
    ImportFileMode,
    Problem,
)
from cardfile.types import File

cardfile = AuthenticatedClient(os.environ["CARDFILE_URL"], os.environ["CARDFILE_KEY"])
tag = f"opc{time.time_ns()}"

# A contact with custom fields, which are attributes like any other.
ada = ContactCreateValues(
    name="Ada Example",
    email=[f"ada.{tag}@example.com"],
    monthly_spend=1234.56,
    plan=ContactCreateValuesPlan.BUSINESS,
    customer_since=date(2026, 1, 31),
)
created = create_contact.sync(client=cardfile, body=ContactCreate(ada))
assert isinstance(created, Contact), created
print(f"created {created.values.name}: {created.values.monthly_spend} a month")

# No two contacts share an identity: a refusal names who has it.
refused = create_contact.sync(client=cardfile, body=ContactCreate(ada))
assert isinstance(refused, Problem), refused
for conflict in refused.conflicts or []:
    print(f"refused {refused.status}: {conflict.field} is that of {conflict.contact.name}")

found = query_contacts.sync(
    client=cardfile,
    body=ContactQuery(
        filter_=GroupFilter(
            GroupFilterOperator.AND,
            [
                FieldFilter("monthly_spend", FieldFilterOperator.GTE, 1234.56),
                FieldFilter("email", FieldFilterOperator.CONTAINS, tag),
            ],
        )
    ),
)
for contact in found.data:
    print(f"found {contact.values.name}")

csv = f"Name,Email,Monthly spend\nBo,bo.{tag}@example.com,7.5\nCy,cy.{tag}@example.com,\n"
imported = import_file.sync(
    client=cardfile,
    mode=ImportFileMode.MERGE,
    file_name="people.csv",
    body=File(BytesIO(csv.encode())),
)
print(f"imported {imported.counts.created}, failed {imported.counts.failed}")

file = export_queried_contacts.sync(
    client=cardfile,
    body=ContactExportQuery(
        q=tag,
        columns=["name", "email", "monthly_spend"],
        format_=ContactExportQueryFormat.CSV,
    ),
)
content = file.payload.read()
Path("contacts.csv").write_bytes(content)
print(f"exported {len(content.decode().splitlines())} lines")
