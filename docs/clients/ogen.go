package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
	"strings"
	"time"

	"example.com/contacts/cardfile"
	"github.com/ogen-go/ogen/ogenerrors"
)

type key string

func (k key) Bearer(context.Context, cardfile.OperationName) (cardfile.Bearer, error) {
	return cardfile.Bearer{Token: string(k)}, nil
}

func (key) Session(context.Context, cardfile.OperationName) (cardfile.Session, error) {
	return cardfile.Session{}, ogenerrors.ErrSkipClientSecurity
}

func main() {
	ctx := context.Background()
	client, err := cardfile.NewClient(os.Getenv("CARDFILE_URL"), key(os.Getenv("CARDFILE_KEY")))
	check(err)
	tag := fmt.Sprintf("ogen%d", time.Now().UnixNano())

	ada := &cardfile.ContactCreate{Values: cardfile.ContactCreateValues{
		Name:          "Ada Example",
		Email:         []string{"ada." + tag + "@example.com"},
		MonthlySpend:  cardfile.NewOptFloat64(1234.56),
		Plan:          cardfile.NewOptContactCreateValuesPlan(cardfile.ContactCreateValuesPlanBusiness),
		CustomerSince: cardfile.NewOptDate(time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC)),
	}}
	created, err := client.CreateContact(ctx, ada, cardfile.CreateContactParams{})
	check(err)
	values := as[*cardfile.ContactHeaders](created).Response.Values
	fmt.Printf("created %s: %v a month\n", values.Name, values.MonthlySpend.Value)

	refused, err := client.CreateContact(ctx, ada, cardfile.CreateContactParams{})
	check(err)
	problem := as[*cardfile.CreateContactConflict](refused)
	for _, conflict := range problem.Conflicts {
		fmt.Printf("refused %d: %s is that of %s\n",
			problem.Status, conflict.Field, conflict.Contact.Name)
	}

	listed, err := client.QueryContacts(ctx, cardfile.NewOptContactQuery(cardfile.ContactQuery{
		Filter: cardfile.NewOptFilter(cardfile.NewGroupFilterFilter(cardfile.GroupFilter{
			Operator: cardfile.GroupFilterOperatorAnd,
			Value: []cardfile.Filter{
				condition("monthly_spend", cardfile.FieldFilterOperatorGte, 1234.56),
				condition("email", cardfile.FieldFilterOperatorContains, tag),
			},
		})),
	}))
	check(err)
	for _, contact := range as[*cardfile.ContactList](listed).Data {
		fmt.Println("found", contact.Values.Name)
	}

	csv := fmt.Sprintf("Name,Email,Monthly spend\nBo,bo.%[1]s@example.com,7.5\nCy,cy.%[1]s@example.com,\n", tag)
	imported, err := client.ImportFile(ctx,
		&cardfile.ImportFileReqApplicationOctetStream{Data: strings.NewReader(csv)},
		cardfile.ImportFileParams{
			Mode:     cardfile.ImportFileModeMerge,
			FileName: cardfile.NewOptString("people.csv"),
		})
	check(err)
	counts := as[*cardfile.FileImport](imported).Counts
	fmt.Printf("imported %d, failed %d\n", counts.Created, counts.Failed)

	file, err := client.ExportQueriedContacts(ctx,
		cardfile.NewOptContactExportQuery(cardfile.ContactExportQuery{
			Q:       cardfile.NewOptString(tag),
			Columns: []string{"name", "email", "monthly_spend"},
			Format:  cardfile.NewOptContactExportQueryFormat(cardfile.ContactExportQueryFormatCsv),
		}))
	check(err)
	content, err := io.ReadAll(as[*cardfile.ExportQueriedContactsOKTextCsv](file))
	check(err)
	check(os.WriteFile("contacts.csv", content, 0o600))
	fmt.Printf("exported %d lines\n", strings.Count(string(content), "\n"))
}

func condition(field string, operator cardfile.FieldFilterOperator, value any) cardfile.Filter {
	operand, err := json.Marshal(value)
	check(err)
	return cardfile.NewFieldFilterFilter(
		cardfile.FieldFilter{Field: field, Operator: operator, Value: operand})
}

// The answer that was hoped for; any other ends the program.
func as[T any](answer any) T {
	wanted, ok := answer.(T)
	if !ok {
		log.Fatalf("answered %+v", answer)
	}
	return wanted
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
