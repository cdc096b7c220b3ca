import os
import time
from datetime import date
from pathlib import Path

from cardfile import (
    ApiClient,
    ApiException,
    Configuration,
    ContactCreate,
    ContactCreateValues,
    ContactExportQuery,
    ContactQuery,
    ContactsApi,
    ExportsApi,
    FieldFilter,
    Filter,
    GroupFilter,
    ImportsApi,
)

configuration = Configuration(
    host=os.environ["CARDFILE_URL"], access_token=os.environ["CARDFILE_KEY"]
)
tag = f"ogpy{time.time_ns()}"

with ApiClient(configuration) as client:
    contacts = ContactsApi(client)
    ada = ContactCreateValues(
        name="Ada Example",
        email=[f"ada.{tag}@example.com"],
        monthly_spend=1234.56,
        plan="business",
        customer_since=date(2026, 1, 31),
    )
    values = contacts.create_contact(ContactCreate(values=ada)).values
    print(f"created {values.name}: {values.monthly_spend} a month")

    try:
        contacts.create_contact(ContactCreate(values=ada))
    except ApiException as error:
        for conflict in error.data.conflicts:
            print(f"refused {error.status}: {conflict.var_field} is that of {conflict.contact.name}")

    conditions = [
        FieldFilter(field="monthly_spend", operator="gte", value=1234.56),
        FieldFilter(field="email", operator="contains", value=tag),
    ]
    both = GroupFilter(operator="and", value=[Filter(condition) for condition in conditions])
    for contact in contacts.query_contacts(ContactQuery(filter=Filter(both))).data:
        print(f"found {contact.values.name}")

    csv = f"Name,Email,Monthly spend\nBo,bo.{tag}@example.com,7.5\nCy,cy.{tag}@example.com,\n"
    counts = ImportsApi(client).import_file("merge", csv.encode(), file_name="people.csv").counts
    print(f"imported {counts.created}, failed {counts.failed}")

    query = ContactExportQuery(
        q=tag, columns=["name", "email", "monthly_spend"], format="csv"
    )
    content = ExportsApi(client).export_queried_contacts(query)
    Path("contacts.csv").write_bytes(content)
    print(f"exported {len(content.decode().splitlines())} lines")
