package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"strings"
	"time"

	"example.com/contacts/cardfile"
)

func main() {
	configuration := cardfile.NewConfiguration()
	configuration.Servers[0].URL = os.Getenv("CARDFILE_URL")
	client := cardfile.NewAPIClient(configuration)
	ctx := context.WithValue(
		context.Background(), cardfile.ContextAccessToken, os.Getenv("CARDFILE_KEY"))
	tag := fmt.Sprintf("oggo%d", time.Now().UnixNano())

	ada := cardfile.NewContactCreateValues("Ada Example")
	ada.SetEmail([]string{"ada." + tag + "@example.com"})
	ada.SetMonthlySpend(1234.56)
	ada.SetPlan("business")
	ada.SetCustomerSince("2026-01-31")
	body := *cardfile.NewContactCreate(*ada)
	created, _, err := client.ContactsAPI.CreateContact(ctx).ContactCreate(body).Execute()
	check(err)
	fmt.Printf("created %s: %v a month\n", created.Values.Name, created.Values.GetMonthlySpend())

	_, _, err = client.ContactsAPI.CreateContact(ctx).ContactCreate(body).Execute()
	var refused *cardfile.GenericOpenAPIError
	if !errors.As(err, &refused) {
		log.Fatal("nobody was in the way: ", err)
	}
	if problem, ok := refused.Model().(cardfile.Problem); ok {
		for _, conflict := range problem.Conflicts {
			fmt.Printf("refused %d: %s is that of %s\n",
				problem.Status, conflict.Field, conflict.Contact.Name)
		}
	}

	spends := cardfile.NewFieldFilter("monthly_spend", "gte")
	spends.SetValue(1234.56)
	isOurs := cardfile.NewFieldFilter("email", "contains")
	isOurs.SetValue(tag)
	query := cardfile.NewContactQuery()
	query.SetFilter(cardfile.GroupFilterAsFilter(cardfile.NewGroupFilter("and", []cardfile.Filter{
		cardfile.FieldFilterAsFilter(spends),
		cardfile.FieldFilterAsFilter(isOurs),
	})))
	listed, _, err := client.ContactsAPI.QueryContacts(ctx).ContactQuery(*query).Execute()
	check(err)
	for _, contact := range listed.Data {
		fmt.Println("found", contact.Values.Name)
	}

	csv := fmt.Sprintf("Name,Email,Monthly spend\nBo,bo.%[1]s@example.com,7.5\nCy,cy.%[1]s@example.com,\n", tag)
	check(os.WriteFile("people.csv", []byte(csv), 0o600))
	people, err := os.Open("people.csv")
	check(err)
	imported, _, err := client.ImportsAPI.ImportFile(ctx).
		Mode("merge").FileName("people.csv").Body(people).Execute()
	check(err)
	fmt.Printf("imported %d, failed %d\n", imported.Counts.Created, imported.Counts.Failed)

	export := cardfile.NewContactExportQuery()
	export.SetQ(tag)
	export.SetColumns([]string{"name", "email", "monthly_spend"})
	export.SetFormat("csv")
	file, _, err := client.ExportsAPI.ExportQueriedContacts(ctx).ContactExportQuery(*export).Execute()
	check(err)
	content, err := io.ReadAll(file)
	check(err)
	check(os.WriteFile("contacts.csv", content, 0o600))
	fmt.Printf("exported %d lines\n", strings.Count(string(content), "\n"))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
