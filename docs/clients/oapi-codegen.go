package main

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"os"
	"strings"
	"time"

	"example.com/contacts/cardfile"
	openapi_types "github.com/oapi-codegen/runtime/types"
)

func main() {
	ctx := context.Background()
	withKey := func(_ context.Context, request *http.Request) error {
		request.Header.Set("Authorization", "Bearer "+os.Getenv("CARDFILE_KEY"))
		return nil
	}
	client, err := cardfile.NewClientWithResponses(
		os.Getenv("CARDFILE_URL"), cardfile.WithRequestEditorFn(withKey))
	check(err)
	tag := fmt.Sprintf("go%d", time.Now().UnixNano())

	// A contact with custom fields, which are members like any other.
	ada := cardfile.ContactCreate{Values: cardfile.ContactCreateValues{
		Name:          "Ada Example",
		Email:         &[]string{"ada." + tag + "@example.com"},
		MonthlySpend:  of(1234.56),
		Plan:          of(cardfile.ContactCreateValuesPlanBusiness),
		CustomerSince: &openapi_types.Date{Time: time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC)},
	}}
	created, err := client.CreateContactWithResponse(ctx, nil, ada)
	check(err)
	values := created.JSON201.Values
	fmt.Printf("created %s: %v a month\n", values.Name, *values.MonthlySpend)

	// No two contacts share an identity: a refusal names who has it.
	refused, err := client.CreateContactWithResponse(ctx, nil, ada)
	check(err)
	for _, conflict := range *refused.ApplicationproblemJSON409.Conflicts {
		fmt.Printf("refused %d: %s is that of %s\n",
			refused.StatusCode(), conflict.Field, conflict.Contact.Name)
	}

	var spends, isOurs, both cardfile.Filter
	check(spends.FromFieldFilter(cardfile.FieldFilter{
		Field: "monthly_spend", Operator: cardfile.FieldFilterOperatorGte, Value: 1234.56}))
	check(isOurs.FromFieldFilter(cardfile.FieldFilter{
		Field: "email", Operator: cardfile.FieldFilterOperatorContains, Value: tag}))
	check(both.FromGroupFilter(cardfile.GroupFilter{
		Operator: cardfile.GroupFilterOperatorAnd, Value: []cardfile.Filter{spends, isOurs}}))
	listed, err := client.QueryContactsWithResponse(ctx, cardfile.ContactQuery{Filter: &both})
	check(err)
	for _, contact := range listed.JSON200.Data {
		fmt.Println("found", contact.Values.Name)
	}

	csv := fmt.Sprintf("Name,Email,Monthly spend\nBo,bo.%[1]s@example.com,7.5\nCy,cy.%[1]s@example.com,\n", tag)
	imported, err := client.ImportFileWithBodyWithResponse(ctx,
		&cardfile.ImportFileParams{Mode: cardfile.ImportFileParamsModeMerge, FileName: of("people.csv")},
		"application/octet-stream", strings.NewReader(csv))
	check(err)
	counts := imported.JSON201.Counts
	fmt.Printf("imported %d, failed %d\n", counts.Created, counts.Failed)

	file, err := client.ExportQueriedContactsWithResponse(ctx, cardfile.ContactExportQuery{
		Q:       &tag,
		Columns: &[]string{"name", "email", "monthly_spend"},
		Format:  of(cardfile.ContactExportQueryFormatCsv),
	})
	check(err)
	check(os.WriteFile("contacts.csv", file.Body, 0o600))
	fmt.Printf("exported %d lines\n", strings.Count(string(file.Body), "\n"))
}

func of[T any](value T) *T {
	return &value
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
