package gotype

import "testing"

func TestNames(t *testing.T) {
	n := Namer{Rename: map[string]string{"sku": "SKU"}}
	for in, want := range map[string]string{
		"user_id": "UserID", "ids": "IDs", "api_url": "APIURL", "sku": "SKU", "1st": "X1st", "été": "Été", "a b-c": "ABC", "": "Column",
	} {
		if got := n.Exported(in); got != want {
			t.Errorf("Exported(%q) = %s, want %s", in, got, want)
		}
	}
	for in, want := range map[string]string{
		"user_id": "userID", "id": "id", "ids": "ids", "type": "type_", "time": "time_", "url_path": "urlPath", "ctx": "ctx_",
	} {
		if got := n.Unexported(in); got != want {
			t.Errorf("Unexported(%q) = %s, want %s", in, got, want)
		}
	}
	for in, want := range map[string]string{
		"users": "user", "order_items": "order_item", "addresses": "address", "statuses": "status", "data": "data",
		"metadata": "metadata", "news": "news", "analysis": "analysis", "categories": "category", "people": "person", "status": "status",
	} {
		if got := n.Singular(in); got != want {
			t.Errorf("Singular(%q) = %s, want %s", in, got, want)
		}
	}
}
